package dev.kgit.planfile;

import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceIdParser;
import dev.kgit.plan.Plan;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code plan --out} writes and {@code apply FILE} reads: the plan's JSON, the basis of each row, where it
 * came from, and as its last member a checksum over every byte before it. The checksum finds accidents (a file cut short,
 * a hand edit); what keeps a forged file from doing harm is that a saved plan is compared, never carried out.
 */
public final class SavedPlanFile {

    private static final Pattern OPENING = Pattern.compile("\\A\\s*\\{\\s*\"formatVersion\"\\s*:\\s*\"([^\"]{1,20})\"");

    private static final Pattern CLOSING = Pattern.compile(",\n  \"checksum\": \"(sha256:[0-9a-f]{64})\"\n\\}\n\\z");

    private static final int CLOSING_LENGTH = ",\n  \"checksum\": \"sha256:\"\n}\n".length() + 64;

    private static final String AGAIN = "make it again with `kgit plan --out FILE`";

    private SavedPlanFile() {}

    /**
     * Writes the plan; the stream stays open. No secret is in it.
     *
     * @param rollbackFrom for a rollback the commit that is checked out; else null
     * @param kgit this program's version
     * @throws java.io.UncheckedIOException when the stream can't be written
     */
    public static void write(
            Plan plan, @Nullable String rollbackFrom, String kgit, Instant createdAt, OutputStream out) {
        Digested digested = new Digested(out);
        JsonOutput.write(digested, json -> {
            PlanJson.content(json, plan, PlanJson.Rows.WITH_BASIS);
            json.writeObjectPropertyStart("saved");
            json.writeStringProperty("kgit", kgit);
            json.writeStringProperty("createdAt", createdAt.toString());
            json.writeBooleanProperty("rollback", rollbackFrom != null);
            JsonOutput.text(json, "rollbackFrom", rollbackFrom);
            JsonOutput.text(json, "files", plan.revision().files());
            json.writeObjectPropertyStart("connect");
            plan.connect().forEach((cluster, workers) -> JsonOutput.texts(json, cluster, workers));
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            json.writeStringProperty("checksum", digested.checksum());
        });
    }

    /**
     * Reads a saved plan.
     *
     * @param name how messages call the file
     * @param kgit this program's version
     * @throws KgitException.Invalid when it is no saved plan
     * @throws KgitException.Refused when it was cut, edited or made by another version
     */
    public static SavedPlan read(byte[] content, String name, String kgit, ResourceIdParser parser) {
        String head = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8);
        Matcher opening = OPENING.matcher(head);
        if (!opening.find()) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG671", name + " is not a saved plan").withHint(AGAIN));
        }
        if (!opening.group(1).equals(DocumentJson.PLAN_VERSION)) {
            throw refused(
                    "KG673",
                    name + " is of format " + opening.group(1) + "; this kgit reads " + DocumentJson.PLAN_VERSION);
        }
        int end = Math.max(0, content.length - CLOSING_LENGTH);
        Matcher closing = CLOSING.matcher(new String(content, end, content.length - end, StandardCharsets.UTF_8));
        if (!closing.find()) {
            throw withoutChecksum(content, name);
        }
        if (!closing.group(1).equals(checksum(sha256(), Arrays.copyOf(content, end)))) {
            throw changed(name);
        }
        try {
            SavedPlan plan = new SavedPlanReader(content, parser).read();
            if (!plan.kgit().equals(kgit)) {
                throw refused("KG674", name + " was made by kgit " + plan.kgit() + "; this is kgit " + kgit);
            }
            return plan;
        } catch (MalformedJsonException malformed) {
            throw changed(name); // The checksum is right, so it was put there by hand.
        }
    }

    private static KgitException withoutChecksum(byte[] content, String name) {
        return SavedPlanReader.isShown(content)
                ? new KgitException.Invalid(Diagnostic.error("KG671", name + " is a plan to look at, not a saved plan")
                        .withHint(AGAIN))
                : changed(name);
    }

    private static KgitException changed(String name) {
        return refused("KG672", name + " is not as kgit wrote it: it was cut or edited");
    }

    private static KgitException refused(String code, String message) {
        return new KgitException.Refused(Diagnostic.error(code, message).withHint(AGAIN));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String checksum(MessageDigest digest, byte[] last) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest(last));
    }

    /** Passes bytes on and remembers their digest. */
    private static final class Digested extends FilterOutputStream {

        private final MessageDigest digest = sha256();

        Digested(OutputStream out) {
            super(out);
        }

        /** Of everything written so far. */
        String checksum() {
            return SavedPlanFile.checksum(digest, new byte[0]);
        }

        @Override
        public void write(int single) throws IOException {
            digest.update((byte) single);
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }
    }
}
