// Jenkins, a multibranch pipeline for pull requests: what a merge would do stands in the log of the pull request's build. Belongs
// into Jenkinsfile; Jenkinsfile.apply beside it applies a merge and looks for drift.
//
// Who may change this file has all credentials that the project can see. Jenkins takes it from the pull request if its branch
// lies in the repository itself, and from the branch that is merged into if it comes from a fork. So:
//   - put the project into a folder that has the credentials of kgit-read and no others. Everybody who may push a branch then
//     has those, and only those.
//   - or let them not have even those: have the project take its Jenkinsfile from a repository that few may push to (Build
//     configuration > by Remote Jenkinsfile Provider plugin, a plugin of its own).
//
// It needs:
//   - the plugins Docker Pipeline and Credentials Binding
//   - in place of registry.example.org and the zeros below, where your image of kgit's release is (its Dockerfile makes one),
//     and its digest: what is pinned can't change under you
//   - the secrets that environment.yaml names, as credentials of the kind "secret text" in that folder: kgit-read-... of a
//     principal that only reads; docs/permissions.md of kgit has the ACLs
//   - in the branch source: "Discover pull requests: merging with the target branch", "Discover pull requests from forks" with
//     trust: Nobody, and under "Advanced clone behaviours" no shallow clone
// With a credential GITHUB_TOKEN or KGIT_GITLAB_TOKEN in `environment` of the stage, plan writes a comment too; see
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
    environment {
        KGIT_ENV = '@ENV@'
    }
    stages {
        stage('check') { // everybody's, forks' too: files alone, no credentials
            when { changeRequest() }
            steps {
                sh '/opt/kgit/ci/check.sh'
            }
        }
        stage('plan') { // not for forks: their authors are strangers, and this stage has credentials
            when {
                changeRequest target: 'main'
                expression { !env.CHANGE_FORK }
            }
            environment {
                KGIT_TRUST = 'refs/remotes/origin/main'
                KAFKA_PASSWORD = credentials('kgit-read-kafka-password')
            }
            steps {
                sh '/opt/kgit/ci/plan.sh'
            }
        }
    }
}
