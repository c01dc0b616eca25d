package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessAnswer.WithoutAcl;
import dev.kgit.access.AccessChanges;
import dev.kgit.access.AccessRow;
import dev.kgit.access.AccessSubject;
import dev.kgit.access.AclSource;
import dev.kgit.model.Place;
import dev.kgit.planfile.AccessJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessDressingsTest {

    /** Brokers keep whatever name somebody gives them. */
    private static final List<String> HOSTILE = List.of(
            "::error title=x::y",
            "User:\n::error::z",
            "User:\u001b[31mred",
            "User:\u202Etfel",
            "User:##[group]",
            "User:@everybody <img src=x> | `` ``` [a](http://b)");

    private static AccessRow row(String principal, String operation, String on) {
        AclSource by = new AclSource(
                principal, "ALLOW", operation, "topic:" + on, "*", new Place("environments/dev/a.yaml", 3, 5));
        AccessSubject subject =
                new AccessSubject("topic", "topic:" + on, "topic " + on, List.of("READ", "WRITE", "DESCRIBE"), null);
        return new AccessRow(principal, operation, subject, "*", true, by, List.of());
    }

    private static AccessAnswer answer(WithoutAcl withoutAcl, List<AccessRow> rows) {
        return new AccessAnswer("shop", "dev", true, "id", new TreeSet<>(), withoutAcl, true, 1, 1, rows, List.of());
    }

    private static String text(AccessAnswer answer) {
        StringBuilder out = new StringBuilder();
        AccessTextReport.write(answer, AnsiStyle.PLAIN, out);
        return out.toString();
    }

    private static String markdown(AccessAnswer answer) {
        StringBuilder out = new StringBuilder();
        AccessMarkdownReport.write(answer, out);
        return out.toString();
    }

    private static List<AccessRow> hostile() {
        return HOSTILE.stream().map(name -> row(name, "READ", name)).toList();
    }

    @Test
    void areHarmlessWhateverNamesTheClusterKeeps() {
        AccessAnswer answer = answer(WithoutAcl.UNKNOWN, hostile());
        HostileText.assertHarmless(text(answer));
        HostileText.assertHarmless(markdown(answer));
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        AccessJson.write(answer, json);
        HostileText.assertHarmless(json.toString(StandardCharsets.UTF_8));
        StringBuilder changes = new StringBuilder();
        AccessTextReport.write(new AccessChanges(true, hostile(), hostile()), AnsiStyle.PLAIN, changes);
        HostileText.assertHarmless(changes.toString());
        HostileText.assertHarmless(AccessMarkdownReport.changes(new AccessChanges(true, hostile(), hostile())));
    }

    @Test
    void sayInOneLineWhatOneWordGivesAndInShortWhereAllOfItIsThere() {
        List<AccessRow> all = List.of(row("User:a", "READ", "x"), row("User:a", "WRITE", "x"));
        assertThat(text(answer(WithoutAcl.NOBODY, all)))
                .contains("User:a     ALL but DESCRIBE  topic x  ALLOW READ, WRITE topic:x  environments/dev/a.yaml:3");
    }

    @Test
    void sayWhoMayDoSomethingWithWhatNoAclIsAbout() {
        assertThat(text(answer(WithoutAcl.NOBODY, List.of()))).contains("nobody else may do anything.");
        assertThat(text(answer(WithoutAcl.HIDDEN, List.of())))
                .contains("the brokers have that setting, and hide to what it is set.");
        assertThat(text(answer(WithoutAcl.UNKNOWN, List.of()))).contains("lacks DESCRIBE_CONFIGS on the cluster");
    }

    @Test
    void sayOfAPlanWhoseAclsCouldNotBeReadThatNothingIsKnown() {
        StringBuilder out = new StringBuilder();
        AccessTextReport.write(AccessChanges.UNKNOWN, AnsiStyle.PLAIN, out);
        assertThat(out).contains("not known, since the ACLs could not be read").doesNotContain("nobody gains");
    }

    @Test
    void areCutToWhatACommentTakes() {
        List<AccessRow> many = IntStream.range(0, 5_000)
                .mapToObj(i -> row("User:p" + i, "READ", "topic-" + i))
                .toList();
        String body = markdown(answer(WithoutAcl.NOBODY, many));
        assertThat(body).hasSizeLessThanOrEqualTo(BoundedComment.LIMIT).contains("**Cut here: ");
        assertThat(AccessMarkdownReport.changes(new AccessChanges(true, many, many)))
                .hasSizeLessThan(BoundedComment.LIMIT / 3)
                .contains("| **loses** |");
    }
}
