# kgit for pipelines and cron jobs, out of a release: not root, nothing to write to, git, curl and jq at hand for the steps in
# /opt/kgit/ci.
#
#   make dist
#   docker build -t kgit .
#   docker run --rm --read-only --tmpfs /tmp -v "$PWD:/repository:ro" kgit plan -e prod
#
# BASE: another image of Debian or Ubuntu, like one of your own registry.
ARG BASE=debian:13.2-slim

# Without the sandbox: its servers are most of the distribution, and nothing that plans or applies needs them.
FROM ${BASE} AS release
COPY target/kgit-*-linux-*.tar.gz target/SHA256SUMS /release/
WORKDIR /release
RUN sha256sum --check --ignore-missing --strict SHA256SUMS \
    && mkdir /opt/kgit \
    && tar -xzf kgit-*-linux-*.tar.gz --strip-components=1 -C /opt/kgit \
    && rm -r /opt/kgit/lib/sandbox /opt/kgit/lib/plugins /opt/kgit/share /opt/kgit/SHA256SUMS

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl git jq \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-log-init --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin kgit
COPY --from=release /opt/kgit /opt/kgit
ENV PATH=/opt/kgit/bin:$PATH
USER 10001:10001
WORKDIR /repository
ENTRYPOINT ["kgit"]
