package dev.kgit.diff;

import dev.kgit.model.MaskedText;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Setting;
import dev.kgit.model.Setting.Sensitivity;
import dev.kgit.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Marks live values that must not be shown: those that the files declare as secrets, now or when they were applied last, and
 * those in which a secret stands. So a secret stays one when its declaration is taken away or changed, and wherever somebody
 * has put it by hand.
 *
 * @param desired what the files say
 * @param applied what they said when they were applied last. Where this project has applied a resource and it can't be
 *     known what it declared for it, any value that the files don't declare may have been a secret
 * @param secrets knows the values of all secrets that environment.yaml names
 */
public record SensitiveValues(State desired, AppliedState applied, Redactor secrets) {

    /** The live state with these values marked; the very same where there is nothing to mark. */
    public State markedIn(State live) {
        SortedMap<ResourceId, Resource> marked = new TreeMap<>();
        live.resources().forEach((id, resource) -> {
            SortedMap<String, Setting> fields = marked(resource);
            if (!fields.isEmpty()) {
                SortedMap<String, Setting> all = new TreeMap<>(resource.fields());
                all.putAll(fields);
                marked.put(id, resource.withFields(all));
            }
        });
        return marked.isEmpty() ? live : live.with(new State(marked));
    }

    private SortedMap<String, Setting> marked(Resource resource) {
        SortedMap<String, Setting> marked = new TreeMap<>();
        for (Map.Entry<String, Setting> field : resource.fields().entrySet()) {
            Setting live = field.getValue();
            Setting now = marked(resource.id(), field.getKey(), live);
            if (now != live) {
                marked.put(field.getKey(), now);
            }
        }
        return marked;
    }

    private Setting marked(ResourceId id, String path, Setting live) {
        String value = live.value();
        Sensitivity sensitivity = live.sensitivity();
        List<Setting> declared = declared(id, path);
        if (declared.isEmpty() && isForgotten(id, path)) {
            return live.asSensitive();
        }
        for (Setting said : declared) {
            MaskedText masked = said.masked();
            if (masked != null && value != null && masked.matches(value)) {
                // All that shows of it stands in the repository.
                return live.withMasked(masked);
            }
            sensitivity = sensitivity.and(said.sensitivity());
        }
        if (value != null && sensitivity != Sensitivity.KNOWN && secrets.isIn(value)) {
            sensitivity = Sensitivity.KNOWN;
        }
        return live.as(sensitivity);
    }

    /** What is declared for the field now, and what was when it was applied last. */
    private List<Setting> declared(ResourceId id, String path) {
        return Stream.of(
                        Optional.ofNullable(desired.get(id)),
                        Optional.ofNullable(applied.of(id).declaration()))
                .flatMap(Optional::stream)
                .flatMap(resource -> Stream.ofNullable(resource.field(path)))
                .toList();
    }

    private boolean isForgotten(ResourceId id, String path) {
        return path.startsWith(Resource.CONFIG)
                && id.asConnector().isPresent()
                && applied.managed().containsKey(id)
                && !applied.of(id).isKnown();
    }
}
