package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.Workers;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Ann and Ben, who work on one platform through pull requests, and the CI job that applies what is merged: a clone for each
 * of the three. And somebody who has a hand on the cluster.
 *
 * <p>They begin with two topics, {@code PROJECT.orders} and {@code PROJECT.invoices}, declared and not applied yet.
 */
final class Team implements AutoCloseable {

    final CliFixture ann;
    final CliFixture ben;
    final CliFixture ci;
    final ByHand somebody;
    final FaultyProxy connect;

    private Team(CliFixture ann, CliFixture ben, CliFixture ci, ByHand somebody, FaultyProxy connect) {
        this.ann = ann;
        this.ben = ben;
        this.ci = ci;
        this.somebody = somebody;
        this.connect = connect;
    }

    /** @param project the prefix of the topics as well: several teams share one cluster and one ledger */
    static Team of(String project, Path folder) throws IOException {
        FaultyProxy connect = FaultyProxy.before(Workers.shared().url());
        GitProgram origin = GitProgram.init(folder.resolve("origin.git"), "--bare");
        CliFixture.repository(folder.resolve("ann"), project)
                .git()
                .run("remote", "add", "origin", origin.folder().toString());
        CliFixture ann = at(folder, "ann", "anns-laptop");
        ann.environment(
                "prod",
                Workers.shared().bootstrapServers(),
                "connect: { main: { url: \"" + connect.url()
                        + "\" } }\nguards: { maxDeletePercent: 100, maxChangePercent: 100 }\n");
        ann.write("environments/base/topics.yaml", """
                topics:
                  PROJECT.orders:
                    partitions: 1
                    replicationFactor: 1
                    config: { retention.ms: 7d }
                  PROJECT.invoices:
                    partitions: 1
                    replicationFactor: 1
                    config: { retention.ms: 7d }
                """.replace("PROJECT", project));
        ann.commit("Declare orders and invoices");
        push(ann, "main");
        for (String name : new String[] {"ben", "ci"}) {
            origin.in(folder).run("clone", "--quiet", origin.folder().toString(), name);
        }
        return new Team(
                ann,
                at(folder, "ben", "bens-laptop"),
                at(folder, "ci", "runner-1"),
                new ByHand(Workers.shared().bootstrapServers()),
                connect);
    }

    private static CliFixture at(Path folder, String user, String host) {
        return CliFixture.in(new GitProgram(folder.resolve(user)))
                .env("USER", user)
                .env("HOSTNAME", host);
    }

    /** Ann's commit of all that she has written, as far as the CI job. */
    String anns(String subject) {
        String commit = ann.commit(subject);
        push(ann, "main");
        pull(ci);
        return commit;
    }

    static void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    static void changesNothing(CliFixture kgit) {
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("No changes.");
    }

    static void branch(CliFixture author, String name) {
        author.git().run("checkout", "--quiet", "-b", name);
    }

    /** As the button of a pull request does it: a merge commit on the latest main. */
    static void merge(CliFixture author, String branch) {
        author.git().run("checkout", "--quiet", "main");
        pull(author);
        author.git().run("merge", "--quiet", "--no-ff", "--no-edit", branch);
        push(author, "main");
    }

    static void push(CliFixture author, String branch) {
        author.git().run("push", "--quiet", "--set-upstream", "origin", branch);
    }

    static void pull(CliFixture clone) {
        clone.git().run("checkout", "--quiet", "main");
        clone.git().run("pull", "--quiet", "--ff-only");
    }

    @Override
    public void close() {
        somebody.close();
        connect.close();
    }
}
