package dev.kgit.access;

import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.KgitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for; null where it is asked of all.
 *
 * @param principal {@code TYPE:NAME}
 * @param resource one resource, or a pattern of names
 * @param superUsers whom no ACL has to allow anything
 */
public record AccessQuery(
        @Nullable String principal,
        @Nullable AclResource resource,
        @Nullable AclOperation operation,
        SortedSet<String> superUsers) {

    private static final String CODE = "KG763";
    private static final String TOPIC_PREFIX = TopicKind.id("").toString();
    private static final String PRINCIPAL_PREFIX = PrincipalKind.id("").toString();

    /**
     * What the command line asks for, word for word.
     *
     * @param id {@code principal/TYPE:NAME} or {@code topic/NAME}
     */
    public record Words(
            @Nullable String id,
            @Nullable String principal,
            @Nullable String topic,
            @Nullable String group,
            @Nullable String operation,
            Collection<String> superUsers) {}

    /** Whether it is asked who may do that. */
    boolean isAbout(AclOperation one) {
        return operation == null || operation == AclOperation.ALL || operation == one;
    }

    /** @throws KgitException.Invalid with all that is wrong with the words */
    public static AccessQuery of(Words words) {
        return new Reader().read(words);
    }

    private static final class Reader {

        private final List<Diagnostic> problems = new ArrayList<>();

        AccessQuery read(Words words) {
            String id = words.id();
            String principalOfId = nameIn(id, PRINCIPAL_PREFIX);
            String topicOfId = nameIn(id, TOPIC_PREFIX);
            if (id != null && principalOfId == null && topicOfId == null) {
                wrong(id + " is no principal and no topic", "say principal/User:NAME or topic/NAME");
            }
            String principal = either(words.principal(), "--principal", principalOfId);
            String topic = either(words.topic(), "--topic", topicOfId);
            if (topic != null && words.group() != null) {
                wrong("a topic and a group are asked for", "ask for one of them at a time");
            }
            checkPrincipal(principal);
            words.superUsers().forEach(this::checkPrincipal);
            AclResource resource = topic != null
                    ? resource(AclResourceType.TOPIC, topic)
                    : words.group() == null ? null : resource(AclResourceType.GROUP, words.group());
            AclOperation operation = operation(words.operation());
            if (operation != null
                    && resource != null
                    && !resource.type().operations().contains(operation)) {
                wrong(
                        "nobody can " + operation + " a " + resource.type().words(),
                        "it takes " + names(resource.type().operations()));
            }
            if (!problems.isEmpty()) {
                throw new KgitException.Invalid(problems);
            }
            return new AccessQuery(principal, resource, operation, new TreeSet<>(words.superUsers()));
        }

        private static @Nullable String nameIn(@Nullable String id, String prefix) {
            return id != null && id.startsWith(prefix) ? id.substring(prefix.length()) : null;
        }

        private @Nullable String either(@Nullable String option, String name, @Nullable String ofId) {
            if (option != null && ofId != null) {
                wrong("an id and " + name + " ask for the same twice", "leave one of them out");
            }
            return option == null ? ofId : option;
        }

        private void checkPrincipal(@Nullable String principal) {
            if (principal != null && principal.indexOf(':') < 1) {
                wrong("`" + principal + "` is no principal", "write TYPE:NAME, as in User:" + principal);
            }
        }

        private @Nullable AclResource resource(AclResourceType type, String name) {
            if (name.isEmpty()) {
                wrong("a " + type.words() + " without a name is asked for", "* stands for all");
                return null;
            }
            return AclResource.pattern(type, name);
        }

        private @Nullable AclOperation operation(@Nullable String word) {
            if (word == null) {
                return null;
            }
            String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
            Optional<AclOperation> found = AclOperation.named(name);
            if (found.isEmpty()) {
                List<String> all =
                        Arrays.stream(AclOperation.values()).map(Enum::name).toList();
                wrong(
                        "there is no operation `" + word + "`",
                        DidYouMean.hint(name, all, "there are " + String.join(", ", all)));
            }
            return found.orElse(null);
        }

        private static String names(Collection<AclOperation> operations) {
            return String.join(
                    ", ", new TreeSet<>(operations).stream().map(Enum::name).toList());
        }

        private void wrong(String message, String hint) {
            problems.add(Diagnostic.error(CODE, message).withHint(hint));
        }
    }
}
