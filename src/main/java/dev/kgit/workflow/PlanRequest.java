package dev.kgit.workflow;

import dev.kgit.model.Glob;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.PlanInputs.Allowance;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a plan is to be made.
 *
 * @param applying whether it is applied at once
 * @param allowances guards that are opened from outside of the files
 * @param allowBehind whether it may be made from a commit that lacks what was applied last
 * @param brokerCheck whether the broker judges the changes
 * @param connectCheck whether the Connect worker judges changed connectors; null: where the resource files are trusted
 * @param resend globs of the connectors whose configs are sent again, though nothing differs
 * @param sentAgain ids of those that a saved plan sends again: applying it does the same without being asked
 * @param throttle bytes a second for moving replicas; null: what the environment says
 */
public record PlanRequest(
        boolean applying,
        Set<Allowance> allowances,
        boolean allowBehind,
        boolean brokerCheck,
        @Nullable Boolean connectCheck,
        List<String> resend,
        Set<ResourceId> sentAgain,
        @Nullable Long throttle) {

    /** Nothing is asked for but a plan. */
    public static final PlanRequest DEFAULT =
            new PlanRequest(false, Set.of(), false, true, null, List.of(), Set.of(), null);

    public PlanRequest {
        allowances = Set.copyOf(allowances);
        resend = List.copyOf(resend);
        sentAgain = Set.copyOf(sentAgain);
    }

    /** The same, to be applied at once. */
    public PlanRequest toApply() {
        return new PlanRequest(true, allowances, allowBehind, brokerCheck, connectCheck, resend, sentAgain, throttle);
    }

    /** The same with other guards opened. */
    public PlanRequest withGuards(Set<Allowance> opened, boolean behind) {
        return new PlanRequest(applying, opened, behind, brokerCheck, connectCheck, resend, sentAgain, throttle);
    }

    /** The same, judged by others. */
    public PlanRequest withChecks(boolean broker, @Nullable Boolean connect) {
        return new PlanRequest(applying, allowances, allowBehind, broker, connect, resend, sentAgain, throttle);
    }

    /** The same, where other connectors are sent again. */
    public PlanRequest withResend(List<String> globs) {
        return new PlanRequest(
                applying, allowances, allowBehind, brokerCheck, connectCheck, globs, sentAgain, throttle);
    }

    /** The same, where other connectors are sent again as a saved plan says. */
    public PlanRequest withSentAgain(Set<ResourceId> ids) {
        return new PlanRequest(applying, allowances, allowBehind, brokerCheck, connectCheck, resend, ids, throttle);
    }

    /** The same with another rate for moving replicas. */
    public PlanRequest withThrottle(@Nullable Long bytesPerSecond) {
        return new PlanRequest(
                applying, allowances, allowBehind, brokerCheck, connectCheck, resend, sentAgain, bytesPerSecond);
    }

    PlanInputs.Options options(Predicate<ResourceId> target) {
        return new PlanInputs.Options(
                applying,
                target,
                allowances,
                id -> sentAgain.contains(id)
                        || (!resend.isEmpty() && Glob.filter(resend).test(id)));
    }

    /** @param trusted whether the resource files are */
    PlanBuilder.Checks checks(boolean trusted) {
        return new PlanBuilder.Checks(brokerCheck, connectCheck == null ? trusted : connectCheck);
    }
}
