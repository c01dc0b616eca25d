# kgit for pipelines and cron jobs: not root, nothing to write to, git, curl and jq at hand for the steps in /opt/kgit/ci.
#
#   docker build -t kgit .
#   docker run --rm --read-only --tmpfs /tmp -v "$PWD:/repository:ro" kgit plan -e prod
#
# Without the sandbox: its servers are most of the distribution, and nothing that plans or applies needs them.

FROM eclipse-temurin:21.0.9_10-jdk-noble AS build
COPY . /src
WORKDIR /src
RUN ./mvnw -q -B -DskipTests -Dkgit.folder.only=true package \
    && mkdir -p /opt/kgit \
    && cp -R target/kgit-*/. /opt/kgit/ \
    && rm -rf /opt/kgit/cache \
    && chmod -R a+rX /opt/kgit \
    && chmod 0755 /opt/kgit/bin/kgit

FROM eclipse-temurin:21.0.9_10-jre-noble
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl git jq \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-log-init --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin kgit
# The class-data archive belongs to this very Java at this very place, so it is made here, once for all starts: on a sandbox, which
# has done its part then.
RUN --mount=type=bind,from=build,source=/opt/kgit,target=/built \
    mkdir /opt/kgit && cp -R /built/. /opt/kgit/ \
    && KGIT_MAKE_ARCHIVE=1 /opt/kgit/bin/kgit \
    && rm -rf /opt/kgit/lib/sandbox /opt/kgit/lib/plugins \
    && chmod -R a+rX /opt/kgit
ENV PATH=/opt/kgit/bin:$PATH
USER 10001:10001
WORKDIR /repository
ENTRYPOINT ["kgit"]
