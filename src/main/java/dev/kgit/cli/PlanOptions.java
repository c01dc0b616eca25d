package dev.kgit.cli;

import dev.kgit.model.Glob;
import dev.kgit.plan.PlanInputs.Allowance;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What plan and apply both take: how a plan is made. */
final class PlanOptions {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-]++");

    @Option(
            names = "--allow",
            paramLabel = "CODE:ID",
            converter = AllowanceConverter.class,
            description =
                    "Emergency switch: open guard CODE for resource ID (* for all), as KG202:topic/old. Consent belongs"
                            + " into the reviewed file (`allow:`); this leaves its trace in the plan only. Repeatable.")
    List<Allowance> allowances = new ArrayList<>();

    @Option(names = "--allow-behind", description = "Plan also from a commit that lacks what was applied last.")
    boolean allowBehind;

    @Option(names = "--no-broker-check", description = "Don't have the broker judge the changes (validateOnly).")
    boolean noBrokerCheck;

    @Option(
            names = "--connect-check",
            negatable = true,
            description =
                    "Have the Connect worker judge changed connectors, or don't. It runs the connector's code with the"
                            + " config as it stands in the files, secrets included, so with --trust it is left out"
                            + " unless this says otherwise.")
    @Nullable
    Boolean connectCheck;

    @Option(
            names = "--resend",
            paramLabel = "ID",
            description =
                    "Send these connectors' configs again and restart them, where the worker masks values or looks them up,"
                            + " so that they can't be compared: after a secret was changed. Globs; repeatable.")
    List<String> resend = new ArrayList<>();

    @Option(
            names = "--throttle",
            paramLabel = "RATE",
            converter = Units.SizeConverter.class,
            description =
                    "Bytes a second for moving replicas, as 50MiB; default: `throttle` of the environment, or none.")
    @Nullable
    Long throttle;

    /** The command that takes these options. */
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec command;

    /** These options once more, each with a blank before it: without them, {@code kgit apply} would make another plan. */
    String again(Invocation invocation) {
        StringBuilder again = new StringBuilder();
        invocation.targets().forEach(target -> again.append(" --target ").append(quoted(target)));
        ParseResult given = command.commandLine().getParseResult();
        for (String option : List.of("--allow", "--resend", "--throttle")) {
            if (given.hasMatchedOption(option)) {
                given.matchedOption(option)
                        .originalStringValues()
                        .forEach(value ->
                                again.append(' ').append(option).append(' ').append(quoted(value)));
            }
        }
        if (allowBehind) {
            again.append(" --allow-behind");
        }
        if (noBrokerCheck) {
            again.append(" --no-broker-check");
        }
        if (connectCheck != null) {
            again.append(connectCheck ? " --connect-check" : " --no-connect-check");
        }
        return again.toString();
    }

    /** As one word of a shell. */
    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    PlanRequest request() {
        return PlanRequest.DEFAULT
                .withGuards(Set.copyOf(allowances), allowBehind)
                .withChecks(!noBrokerCheck, connectCheck)
                .withResend(resend)
                .withThrottle(throttle);
    }

    static final class AllowanceConverter implements ITypeConverter<Allowance> {
        @Override
        public Allowance convert(String text) {
            int colon = text.indexOf(':');
            if (!text.matches("KG\\d{3}:.+")) {
                throw new TypeConversionException("'" + text + "' is not CODE:ID, as KG202:topic/old");
            }
            String id = text.substring(colon + 1);
            return new Allowance(text.substring(0, colon), Glob.filter(List.of(id)), id.equals("*"));
        }
    }
}
