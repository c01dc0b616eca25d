# kgit from this checkout. Built with the repository's root as context.
FROM maven:3.9-eclipse-temurin-17

COPY . /opt/kgit
# The first start builds it.
RUN cd /opt/kgit && ./kgit --version

ENTRYPOINT ["/opt/kgit/kgit"]
