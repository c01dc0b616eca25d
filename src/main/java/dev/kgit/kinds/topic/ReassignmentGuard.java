package dev.kgit.kinds.topic;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether replicas can be moved now. A move that is under way already is waited for where it leads to what is declared,
 * and refused where it does not: two movers would fight.
 */
public final class ReassignmentGuard implements Guard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        TopicStatus facts = TopicStatus.of(context.live(), difference.id());
        if (difference.changeType() != ChangeType.UPDATE || facts == null) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        boolean moves = difference.field(Resource.REPLICATION_FACTOR) != null;
        boolean grows = difference.field(Resource.PARTITIONS) != null;
        Place place = GuardContext.placeOf(difference, moves ? Resource.REPLICATION_FACTOR : Resource.PARTITIONS);
        if (facts.isReassigning() && (moves || grows)) {
            Integer factor = ReplicationGuard.factor(difference);
            boolean leadsThere = !grows && factor != null && facts.movesTo(factor);
            findings.add(leadsThere ? waitedFor(difference, facts) : refused(difference, facts, place));
        }
        if (moves && !facts.offline().isEmpty()) {
            findings.add(Diagnostic.error(
                            "KG218",
                            partitions(facts.offline()) + " of " + difference.id()
                                    + " can't be moved: no broker that is up has a replica in sync to copy from")
                    .withHint("start the brokers that hold it, then plan again")
                    .withPlace(place)
                    .withSubject(difference.id()));
        }
        return findings;
    }

    private static Diagnostic waitedFor(ResourceDiff difference, TopicStatus facts) {
        return Diagnostic.info(
                        "KG161",
                        "replicas of " + partitions(facts.inFlight())
                                + " are on their way there already: apply waits for them")
                .withSubject(difference.id());
    }

    private static Diagnostic refused(ResourceDiff difference, TopicStatus facts, @Nullable Place place) {
        return Diagnostic.error(
                        "KG207",
                        "a reassignment of " + partitions(facts.inFlight()) + " of " + difference.id()
                                + " is already under way")
                .withHint("wait until it has ended, or cancel it, then plan again")
                .withPlace(place)
                .withSubject(difference.id());
    }

    static String partitions(SortedSet<Integer> numbers) {
        return (numbers.size() == 1 ? "partition " : "partitions ")
                + FindingText.abbreviated(numbers.stream().map(String::valueOf).collect(Collectors.toList()));
    }
}
