package dev.kgit.cli;

import dev.kgit.cli.HintWorld.Case;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens to a platform while kgit looks at it or applies, and what the hints say. */
final class RunHints {

    private static final ResourceId A = TopicKind.id("a");
    private static final Diagnostic TROUBLE = Diagnostic.error("KG300", "the broker has trouble");
    private static final String CONFIG = "config: { connector.class: org.example.Sink, topics: a }";

    private RunHints() {}

    private static Case apply(String code, String hint, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
        return Case.of(code, hint, "apply -e dev --auto-approve", provoke, follow);
    }

    private static Case plan(String code, String hint, Consumer<HintWorld> provoke, Consumer<HintWorld> follow) {
        return Case.of(
                code, hint, "plan -e dev", provoke.andThen(HintWorld::commit), follow.andThen(HintWorld::commit));
    }

    static List<Case> all() {
        return List.of(
                plan(
                        "KG164",
                        "keep one of the two names in environment.yaml",
                        world -> {
                            world.envOnly(
                                    "connect: { main: { url: \"http://x:8083\" }, other: { url: \"http://y:8083\" } }\n");
                            world.platform.cluster.worker("main", "4.3.1", Set.of("w/c"));
                            world.platform.cluster.worker("other", "4.3.1", Set.of("w/c"));
                        },
                        world -> world.env("")),
                plan(
                        "KG207",
                        "wait until it has ended, or cancel it, then plan again",
                        world -> {
                            factor(world, 1, 2);
                            world.platform.cluster.moving("a", 1, 0);
                        },
                        world -> world.platform.cluster.settled("a")),
                plan(
                        "KG218",
                        "start the brokers that hold it, then plan again",
                        world -> {
                            factor(world, 1, 2);
                            world.platform.cluster.offline("a", 0);
                        },
                        world -> world.platform.cluster.settled("a")),
                new Case(
                        "KG501",
                        "run `kgit plan` to see what differs",
                        "apply -e dev --auto-approve --timeout 1s",
                        world -> {
                            world.commit();
                            world.platform.cluster.afterEach(action -> world.platform.cluster.remove(A));
                        },
                        world -> world.platform.cluster.afterEach(action -> {}),
                        "plan -e dev"),
                apply(
                        "KG502",
                        "mend that and run apply again: it goes on from there",
                        world -> {
                            world.connector(CONFIG).commit();
                            world.platform.cluster.fail(A, TROUBLE);
                        },
                        world -> world.platform.cluster.heal(A)),
                apply(
                        "KG503",
                        "run apply again when they are done",
                        RunHints::broken,
                        world -> world.platform.cluster.afterEach(action -> {})),
                new Case(
                        "KG654",
                        "see `kgit history` for who applies now, then plan again",
                        "apply -e dev --auto-approve",
                        RunHints::broken,
                        world -> {
                            world.platform.cluster.afterEach(action -> {});
                            world.does("history -e dev");
                        },
                        "plan -e dev"),
                apply(
                        "KG506",
                        "run apply again: it has nothing to change then, and writes it down",
                        world -> {
                            world.commit();
                            world.platform.cluster.afterEach(action -> world.platform.log.refusesAfter(0));
                        },
                        world -> world.platform.cluster.afterEach(action -> {})),
                apply("KG507", "run apply again", RunHints::interrupted, world -> {
                    world.platform.cluster.afterEach(action -> {});
                    world.kgit.interrupts(InterruptHandler.NONE);
                }),
                apply(
                        "KG508",
                        "run apply again: it finds out what has become of it",
                        world -> {
                            world.commit();
                            world.platform.cluster.afterEach(
                                    action -> world.platform.cluster.down(new KgitException.Unavailable(TROUBLE)));
                        },
                        world -> world.platform.cluster.afterEach(action -> {}).up()),
                apply(
                        "KG514",
                        "mend that and run apply again",
                        world -> {
                            world.topics("a: {}, b: {}").commit();
                            world.platform.cluster.hide(A, TROUBLE);
                        },
                        world -> world.platform.cluster.show(A)),
                apply(
                        "KG514",
                        "mend what is said of the ledger's topic, and run it again",
                        world -> world.applied().platform.log.forgeBroken("shop", "dev"),
                        world -> world.platform.log.tombstone("shop", "dev")));
    }

    private static void factor(HintWorld world, int before, int after) {
        world.topics("a: { replicationFactor: " + before + " }")
                .applied()
                .topics("a: { replicationFactor: " + after + " }");
    }

    /** Somebody frees the lease while the run goes on. */
    private static void broken(HintWorld world) {
        world.topics("a: {}, b: {}").connector(CONFIG).commit();
        world.platform.cluster.afterEach(
                action -> world.platform.ledger("shop", "dev").breakLease());
    }

    private static void interrupted(HintWorld world) {
        world.topics("a: {}, b: {}").commit();
        AtomicReference<BooleanSupplier> pressed = new AtomicReference<>(() -> false);
        world.kgit.interrupts(taker -> {
            pressed.set(taker);
            return () -> {};
        });
        world.platform.cluster.afterEach(action -> pressed.get().getAsBoolean());
    }
}
