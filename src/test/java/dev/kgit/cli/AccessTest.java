package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.planfile.SchemaOf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what by the files: nothing listens where they say that the brokers are. */
class AccessTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void declare() {
        kgit = CliFixture.repository(folder, "shop").environment("dev", "localhost:1", "");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { orders.new: {}, orders.old: {}, orders.secret: {}, payments: {}, audit: {} }\n");
        kgit.write(
                "environments/dev/principals.yaml",
                String.join(
                        "\n",
                        "principals:",
                        "  User:*:",
                        "    acls:",
                        "      - { deny: [WRITE], topic: orders.secret }",
                        "  User:orders:",
                        "    produce: [\"orders.*\"]",
                        "    consume: { payments: orders-service }",
                        "  User:auditor:",
                        "    acls:",
                        "      - { allow: [READ], topic: audit, hosts: [10.0.0.5] }",
                        "      - { allow: [ALL], topic: \"*\" }",
                        "      - { deny: [DELETE], topic: \"*\" }",
                        ""));
    }

    private String out(String... args) {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        return result.out();
    }

    /** The lines of the table, cells apart by one bar. */
    private List<String> table(String... args) {
        return out(args)
                .lines()
                .dropWhile(line -> !line.startsWith("PRINCIPAL"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void saysWhoMayDoWhatByWhichAclDeclaredWhere() {
        assertThat(table("access"))
                .containsExactly(
                        "User:* | not WRITE | topic orders.secret | DENY WRITE topic:orders.secret"
                                + " | environments/dev/principals.yaml:4",
                        "User:auditor | ALL but WRITE, DELETE | every topic (5 topics) | ALLOW ALL topic:*"
                                + " | environments/dev/principals.yaml:11",
                        "WRITE | every topic (5 topics) except orders.secret | ALLOW ALL topic:*"
                                + " | environments/dev/principals.yaml:11",
                        "not DELETE | every topic (5 topics) | DENY DELETE topic:*"
                                + " | environments/dev/principals.yaml:12",
                        "User:orders | WRITE | topic orders.* (3 topics) except orders.secret"
                                + " | ALLOW WRITE topic:orders.* | environments/dev/principals.yaml:6",
                        "DESCRIBE | topic orders.* (3 topics) | ALLOW DESCRIBE topic:orders.*"
                                + " | environments/dev/principals.yaml:6",
                        "READ, DESCRIBE | topic payments | ALLOW READ, DESCRIBE topic:payments"
                                + " | environments/dev/principals.yaml:7",
                        "READ, DESCRIBE | group orders-service | ALLOW READ, DESCRIBE group:orders-service"
                                + " | environments/dev/principals.yaml:7");
    }

    @Test
    void saysOfOneTopicWhoMayDoWhatWithIt() {
        assertThat(table("access", "topic/orders.secret", "--operation", "write"))
                .containsExactly(
                        "User:* | not WRITE | topic orders.secret | DENY WRITE topic:orders.secret"
                                + " | environments/dev/principals.yaml:4",
                        "User:auditor | not WRITE | topic orders.secret | DENY WRITE topic:orders.secret of User:*"
                                + " | environments/dev/principals.yaml:4",
                        "User:orders | not WRITE | topic orders.secret | DENY WRITE topic:orders.secret of User:*"
                                + " | environments/dev/principals.yaml:4");
        assertThat(out("access", "topic/orders.secret")).doesNotContain("allow.everyone.if.no.acl.found");
    }

    @Test
    void asksForAPrincipalByItsIdAndByItsName() {
        assertThat(table("access", "principal/User:orders"))
                .isEqualTo(table("access", "--principal", "User:orders"))
                .contains("not WRITE | topic orders.secret | DENY WRITE topic:orders.secret of User:*"
                        + " | environments/dev/principals.yaml:4");
    }

    @Test
    void takesTheWordOfTheCommandLineForSuperUsers() {
        assertThat(table("access", "--topic", "audit", "--operation", "DELETE", "--super-user", "User:admin"))
                .contains("User:admin | DELETE | topic audit | super user");
        assertThat(table("access", "principal/User:orders", "--super-user", "User:orders"))
                .hasSize(6)
                .contains("ALL | the cluster | super user");
        assertThat(out("access")).contains("Brokers hide who they are (super.users): --super-user tells.");
    }

    @Test
    void saysThatBrokersMayLetEverybodyInWhereNoAclIsAboutWhatIsAskedFor() {
        assertThat(out("access", "--group", "other"))
                .contains("No ACL allows or denies any of that.")
                .contains("allow.everyone.if.no.acl.found=true, which files do not tell");
    }

    @Test
    void isMarkdownForACommentToo() {
        assertThat(out("access", "--group", "orders-service", "--format", "markdown"))
                .isEqualTo("""
                        <!-- kgit:access shop/dev -->
                        ### kgit access: `shop` / `dev`

                        Who may do what, by what the files declare: 10 ACLs of 3 principals

                        | principal | may | on | by | declared at |
                        | --- | --- | --- | --- | --- |
                        | `User:orders` | READ, DESCRIBE | `group orders-service` | `ALLOW READ, DESCRIBE group:orders-service` | `environments/dev/principals.yaml:7` |

                        - ACLs that nobody declares here are not counted: `--live` asks the cluster.
                        - Super users may do everything. Brokers hide who they are (super.users): `--super-user` tells.
                        """);
    }

    @Test
    void isJsonThatKeepsItsSchema() {
        SchemaOf schema = SchemaOf.file("access.schema.json");
        String json = out("access", "--format", "json", "--super-user", "User:admin");
        schema.isKeptBy(json);
        assertThat(json).containsIgnoringWhitespaces("""
                        {
                          "principal": "User:orders",
                          "operation": "WRITE",
                          "resourceType": "topic",
                          "resource": "topic:orders.*",
                          "topics": 3,
                          "host": "*",
                          "allowed": true,
                          "by": {
                            "principal": "User:orders",
                            "acl": "ALLOW WRITE topic:orders.*",
                            "source": { "file": "environments/dev/principals.yaml", "line": 6 }
                          },
                          "except": [
                            {
                              "principal": "User:*",
                              "acl": "DENY WRITE topic:orders.secret",
                              "source": { "file": "environments/dev/principals.yaml", "line": 4 }
                            }
                          ]
                        }""");
        schema.isKeptBy(out("access", "--principal", "User:x", "--topic", "y", "--format", "json"));
        schema.isNotKeptBy(json.replace("\"WRITE\"", "\"REED\""));
    }

    @Test
    void asksWhetherAMistypedNameIsMeantOtherwise() {
        assertThat(out("access", "--principal", "User:order", "--topic", "payment"))
                .contains("warning KG764: no ACL names User:order: it may do what everybody may, as declared")
                .contains("hint: did you mean `User:orders`?")
                .contains("warning KG764: no topic payment is declared")
                .contains("hint: did you mean `payments`?");
    }

    @Test
    void refusesWordsThatMeanNothingAllAtOnce() {
        Result wrong = kgit.run("access", "connector/main/x", "--principal", "bob", "--operation", "REED");
        assertThat(wrong.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(wrong.err())
                .contains("KG763: connector/main/x is no principal and no topic")
                .contains("KG763: `bob` is no principal\n  hint: write TYPE:NAME, as in User:bob")
                .contains("KG763: there is no operation `REED`\n  hint: did you mean `READ`?");
        assertThat(kgit.run("access", "--group", "g", "--operation", "WRITE").err())
                .contains("KG763: nobody can WRITE a group");
        assertThat(kgit.run("access", "topic/a", "--group", "g").exit()).isEqualTo(ExitCode.INVALID);
        assertThat(kgit.run("access", "topic/a", "--topic", "b").exit()).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void saysWhereNoPrincipalIsDeclared() {
        kgit.write("environments/dev/principals.yaml", "topics: { more: {} }\n");
        assertThat(out("access")).contains("There is no ACL.").contains("warning KG765: ");
    }
}
