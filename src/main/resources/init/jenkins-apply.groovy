// Jenkins, a pipeline of the main branch alone: a merge is applied, and every night a build fails when somebody has changed the
// cluster. Belongs into Jenkinsfile.apply; Jenkinsfile beside it plans pull requests.
//
// It is a project of its own since in a multibranch pipeline every branch's Jenkinsfile could ask for the credentials that write.
//
// It needs:
//   - a project of the kind "Pipeline", "Pipeline script from SCM", with refs/heads/main as the only branch specifier and
//     Jenkinsfile.apply as the script path; no shallow clone. Put it into a folder that has the credentials below, where nobody
//     makes projects who may not write to the cluster.
//   - the plugins Docker Pipeline and Credentials Binding
//   - in place of registry.example.org and the zeros below, where your image of kgit's release is (its Dockerfile makes one),
//     and its digest: what is pinned can't change under you
//   - the secrets that environment.yaml names, as credentials of the kind "secret text" in that folder: kgit-read-... of a
//     principal that only reads, kgit-write-... of one that may write; docs/permissions.md of kgit has the ACLs
//   - main protected: it changes by reviewed pull requests only
// With a credential GITHUB_TOKEN or KGIT_GITLAB_TOKEN in `environment` of the stage, drift writes an issue too; see
// examples/ci/github.sh and gitlab.sh of kgit for what else they want.
pipeline {
    agent {
        docker {
            image 'registry.example.org/kgit:@VERSION@@sha256:0000000000000000000000000000000000000000000000000000000000000000'
            args '--entrypoint='
        }
    }
    options {
        disableConcurrentBuilds()
        timeout(time: 30, unit: 'MINUTES')
    }
    triggers {
        pollSCM('H/5 * * * *')
        cron('H 4 * * *')
    }
    environment {
        KGIT_ENV = '@ENV@'
    }
    stages {
        stage('apply') {
            when { not { triggeredBy 'TimerTrigger' } }
            environment {
                // Where several teams share this repository: what is blocked stops only what depends on it, and the build is red
                // all the same.
                // KGIT_SKIP_BLOCKED = 'true'
                KAFKA_PASSWORD = credentials('kgit-write-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/apply.sh'
            }
        }
        stage('drift') {
            when { triggeredBy 'TimerTrigger' }
            environment {
                KAFKA_PASSWORD = credentials('kgit-read-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/drift.sh'
            }
        }
    }
}
