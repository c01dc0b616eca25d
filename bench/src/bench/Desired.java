package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Writes desired-state repositories as teams have them: one commit for the settings and one for each file of topics. */
final class Desired {

    static final int TOPICS_IN_A_FILE = 50;

    private Desired() {}

    /**
     * @param connectUrl empty: no Connect cluster
     * @param connectors how many of them
     */
    static void write(
            Path folder,
            String project,
            String bootstrap,
            List<String> topics,
            int partitions,
            String connectUrl,
            int connectors)
            throws IOException, GitAPIException {
        Path base = Files.createDirectories(folder.resolve("environments/base/topics"));
        Path bench = Files.createDirectories(folder.resolve("environments/bench"));
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            Files.writeString(folder.resolve("kgit.yaml"), "apiVersion: kgit/v1\nproject: " + project + "\n");
            Files.writeString(bench.resolve("environment.yaml"), environment(bootstrap, connectUrl));
            commit(git, "Settings");
            for (int from = 0; from < topics.size(); from += TOPICS_IN_A_FILE) {
                List<String> some = topics.subList(from, Math.min(from + TOPICS_IN_A_FILE, topics.size()));
                String name = String.format(Locale.ROOT, "team-%03d.yaml", from / TOPICS_IN_A_FILE);
                Files.writeString(base.resolve(name), topics(some, partitions));
                if (from % (20 * TOPICS_IN_A_FILE) == 0) {
                    commit(git, "Topics in " + name);
                }
            }
            if (connectors > 0) {
                Files.writeString(
                        folder.resolve("environments/base/connectors.yaml"), connectors(topics.get(0), connectors));
            }
            commit(git, "All of it");
        }
    }

    private static void commit(Git git, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("bench", "bench@example.com")
                .setCommitter("bench", "bench@example.com")
                .setSign(false)
                .call();
    }

    private static String environment(String bootstrap, String connectUrl) {
        String connect = connectUrl.isEmpty() ? "" : "connect:\n  main:\n    url: " + connectUrl + "\n";
        return "kafka:\n  bootstrap.servers: " + bootstrap + "\n" + connect
                + "variables:\n  retention: 7d\n"
                + "defaults:\n  topics:\n    replicationFactor: 1\n"
                + "ledger:\n  replicationFactor: 1\n";
    }

    private static String topics(List<String> names, int partitions) {
        StringBuilder yaml = new StringBuilder("topics:\n");
        for (String name : names) {
            yaml.append("  ").append(name).append(":\n");
            yaml.append("    partitions: ").append(partitions).append('\n');
            yaml.append("    description: what happened to ").append(name).append('\n');
            yaml.append("    labels: { owner: team-a, tier: gold }\n");
            yaml.append("    config:\n");
            yaml.append("      retention.ms: ${{ var.retention }}\n");
            yaml.append("      cleanup.policy: delete\n");
        }
        return yaml.toString();
    }

    private static String connectors(String topic, int count) {
        StringBuilder yaml = new StringBuilder("connectors:\n");
        for (int i = 0; i < count; i++) {
            yaml.append("  sink-").append(i).append(":\n");
            yaml.append("    connectCluster: main\n    config:\n");
            yaml.append("      connector.class: org.apache.kafka.connect.file.FileStreamSinkConnector\n");
            yaml.append("      tasks.max: 1\n      file: /dev/null\n");
            yaml.append("      topics: ").append(topic).append('\n');
        }
        return yaml.toString();
    }
}
