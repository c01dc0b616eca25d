// Jenkins, a multibranch pipeline: what a merge would do stands in the log of the pull request's build, a merge is applied, and
// every night a build fails when somebody has changed the cluster. Belongs into Jenkinsfile.
//
// It needs:
//   - the plugins Docker Pipeline and Credentials Binding, and a global environment variable KGIT_IMAGE: the image of kgit's
//     Dockerfile, with its digest (name@sha256:...)
//   - the secrets that environment.yaml names, as credentials of the kind "secret text": kgit-read-... of a principal that only
//     reads, kgit-write-... of one that may write; docs/permissions.md of kgit has the ACLs
//   - in the branch source: "Discover pull requests: merging with the target branch", forks trusted: nobody, and under
//     "Advanced clone behaviours" no shallow clone
// With a credential GITHUB_TOKEN or KGIT_GITLAB_TOKEN in `environment`, plan and drift write comments and issues too; see
// examples/ci/github.sh and gitlab.sh of kgit for what else they want.
pipeline {
    agent {
        docker {
            image "${env.KGIT_IMAGE}"
            args '--entrypoint='
        }
    }
    options {
        disableConcurrentBuilds()
        timeout(time: 30, unit: 'MINUTES')
    }
    triggers {
        cron(env.BRANCH_NAME == 'main' ? 'H 4 * * *' : '')
    }
    environment {
        KGIT_ENV = '@ENV@'
    }
    stages {
        stage('check') {
            when { changeRequest() }
            steps {
                sh '/opt/kgit/ci/check.sh'
            }
        }
        stage('plan') {
            when { changeRequest() }
            environment {
                KGIT_TRUST = "origin/${env.CHANGE_TARGET}"
                KAFKA_PASSWORD = credentials('kgit-read-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/plan.sh'
            }
        }
        stage('apply') {
            when {
                branch 'main'
                not { triggeredBy 'TimerTrigger' }
            }
            environment {
                KAFKA_PASSWORD = credentials('kgit-write-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/apply.sh'
            }
        }
        stage('drift') {
            when {
                branch 'main'
                triggeredBy 'TimerTrigger'
            }
            environment {
                KAFKA_PASSWORD = credentials('kgit-read-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/drift.sh'
            }
        }
    }
}
