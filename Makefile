# One door for each thing that a developer does. MAVEN=./mvnw where there is no Maven.
MAVEN := $(shell command -v mvn >/dev/null 2>&1 && echo mvn || echo ./mvnw)

.PHONY: build test soak format lint demo bench release clean

build: ## the distribution, without tests: target/kgit-VERSION/, .tar.gz, .zip
	$(MAVEN) -q -B -DskipTests package

test: ## formats, warnings, all tests: of the code, on real brokers, of the distribution
	$(MAVEN) -B verify

soak: ## thousands of histories of applies, failures and strangers' hands; TMPDIR=/dev/shm is faster than a disk
	$(MAVEN) -q -B test -Dtest=OwnershipModelTest -Dkgit.histories=5000 -Dkgit.seed=$$(date +%s) \
		-Dtest.jvm.flags="-Xmx2g -XX:+UseSerialGC -Djava.io.tmpdir=$${TMPDIR:-/tmp}"

format: ## formats the code
	$(MAVEN) -q -B spotless:apply

lint: ## Error Prone and NullAway; they need a JDK 21 or later, in JAVA_HOME
	$(MAVEN) -q -B -Dkgit.folder.only=true clean compile

demo: ## the tour
	./kgit demo

bench: ## measures; see docs/benchmarks.md
	bench/run

release: ## the distribution with checksums and a bill of materials
	$(MAVEN) -B -Prelease -DskipTests clean package

clean:
	$(MAVEN) -q -B clean
