package bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Two programs in turn, whole processes: what else goes on in the machine meets both of them alike. */
final class Contest {

    /** One run of a program, in milliseconds; what it needs and leaves behind is not counted. */
    interface Run {
        double measured() throws IOException, InterruptedException, ExecutionException, GitAPIException;
    }

    private final int warmUps;
    private final int runs;

    /** @param warmUps runs of each that don't count: what serves them all is a JVM too, and compiles itself as it is used */
    Contest(int warmUps, int runs) {
        this.warmUps = warmUps;
        this.runs = runs;
    }

    Result between(String work, double bound, String subject, Run run, String against, Run baseRun)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        List<Double> taken = new ArrayList<>();
        List<Double> base = new ArrayList<>();
        for (int i = 0; i < warmUps; i++) {
            run.measured();
            baseRun.measured();
        }
        for (int i = 0; i < runs; i++) {
            taken.add(run.measured());
            base.add(baseRun.measured());
        }
        return new Result(
                work, subject, Result.median(taken), "ms", against, Result.median(base), bound, taken, base);
    }

    /** After one run that does not count. */
    Result alone(String work, double bound, String subject, String unit, Run run)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        List<Double> taken = new ArrayList<>();
        run.measured();
        for (int i = 0; i < runs; i++) {
            taken.add(run.measured());
        }
        return new Result(work, subject, Result.median(taken), unit, null, 0, bound, taken, List.of());
    }
}
