package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import java.util.List;

/** What is wrong with principals in the files, told by {@code validate}, and what the hints say. */
final class PrincipalHints {

    private static final String FILE = "environments/dev/principals.yaml";

    private PrincipalHints() {}

    private static Case principal(String code, String hint, String wrong, String right) {
        return Case.of(
                code,
                hint,
                "validate -e dev",
                world -> world.file(FILE, "principals: { " + wrong + " }\n"),
                world -> world.file(FILE, "principals: { " + right + " }\n"));
    }

    static List<Case> all() {
        return List.of(
                principal(
                        "KG170",
                        "write it as `User:a`",
                        "\"user:a\": { produce: [a] }",
                        "\"User:a\": { produce: [a] }"),
                principal(
                        "KG171",
                        "to take all away that it has, say `state: absent`",
                        "\"User:a\": { description: nothing }",
                        "\"User:a\": { state: absent }"),
                principal(
                        "KG172",
                        "brokers write that address as `0:0:0:0:0:0:0:1`",
                        "\"User:a\": { produce: [a], hosts: [\"::1\"] }",
                        "\"User:a\": { produce: [a], hosts: [\"0:0:0:0:0:0:0:1\"] }"),
                principal(
                        "KG173",
                        "a group knows ALL, READ, DELETE",
                        "\"User:a\": { acls: [{ allow: [WRITE], group: g }] }",
                        "\"User:a\": { acls: [{ allow: [READ], group: g }] }"),
                principal(
                        "KG174",
                        "write it as `{ allow: [READ, DESCRIBE], topic: audit }`",
                        "\"User:a\": { acls: [{ allow: [READ, DESCRIBE] }] }",
                        "\"User:a\": { acls: [{ allow: [READ, DESCRIBE], topic: audit }] }"),
                principal(
                        "KG175",
                        "take the word away",
                        "\"User:a\": { produce: [a], connectors: [nope] }",
                        "\"User:a\": { produce: [a] }"),
                principal(
                        "KG176",
                        "take one of the two away",
                        "\"User:a\": { acls: [{ allow: [READ], topic: a }, { deny: [READ], topic: a }] }",
                        "\"User:a\": { acls: [{ deny: [READ], topic: a }] }"),
                principal(
                        "KG180",
                        "write it as `ALLOW READ topic:orders.*`",
                        "\"User:a\": { produce: [a], ignore: [\"acls[ALLOW READ topic:orders.*]\"] }",
                        "\"User:a\": { produce: [a], ignore: [\"ALLOW READ topic:orders.*\"] }"));
    }
}
