package dev.kgit.cli;

import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ReadResult;
import dev.kgit.manifest.YamlFormatter;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.workflow.AtomicFileWriter;
import dev.kgit.workflow.OutputPathCheck;
import dev.kgit.workflow.RepositoryFolder;
import dev.kgit.workflow.WorkingTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit fmt}: one form for all files. */
@Command(
        name = "fmt",
        addMethodSubcommands = false,
        description = {
            "Brings files into canonical form: keys in the order of their schema, durations and sizes in the largest unit"
                    + " that fits, no spaces at line ends. Comments, resources, config keys, quotes and blank lines stay as"
                    + " they are. Says the names of the files that it changed.",
            "Without FILE: every YAML file of the repository."
        },
        footer = {"", "Examples:", "  kgit fmt", "  kgit fmt --check      in CI: exit 1 where a file is not formatted"})
final class FmtCommand extends KgitCommand {

    @Option(names = "--check", description = "Change nothing; name the files that are not formatted, and exit 1.")
    boolean check;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "YAML files, or folders of them.")
    List<Path> files = new ArrayList<>();

    @Override
    int call(CommandRun run) {
        run.requireText();
        List<Diagnostic> wrong = new ArrayList<>();
        boolean different = false;
        for (Path file : chosen(run)) {
            byte[] content = read(run, file);
            ReadResult<String> formatted = YamlFormatter.format(shown(run, file), content);
            String text = formatted.value();
            wrong.addAll(formatted.diagnostics());
            if (text == null || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
                continue;
            }
            different = true;
            run.output().line(shown(run, file));
            if (!check) {
                AtomicFileWriter.edited(run.console().folder(), run.invocation())
                        .with(Map.of(file.toString(), text))
                        .write();
            }
        }
        run.messages().all(wrong);
        if (check && different) {
            run.messages().line("not formatted as kgit writes them (order of keys, units, blanks): run `kgit fmt`");
        }
        return wrong.isEmpty() && !(check && different) ? ExitCode.DONE : ExitCode.INVALID;
    }

    private TreeSet<Path> chosen(CommandRun run) {
        TreeSet<Path> chosen = new TreeSet<>();
        if (files.isEmpty()) {
            Path root = RepositoryFolder.require(run.invocation());
            chosen.add(root.resolve(ManifestRepository.KGIT_YAML));
            chosen.addAll(below(root, "environments"));
        }
        for (Path named : files) {
            Path file = run.console().folder().resolve(named).normalize();
            if (Files.isDirectory(file)) {
                Path root = ManifestRepository.findRoot(file).orElse(file);
                chosen.addAll(below(root, root.relativize(file).toString()));
            } else {
                chosen.add(file);
            }
        }
        return chosen;
    }

    private static List<Path> below(Path root, String folder) {
        return WorkingTrees.of(root).filesBelow(folder).stream()
                .filter(FilesRead::counts)
                .filter(path -> !path.startsWith("."))
                .map(root::resolve)
                .toList();
    }

    private byte[] read(CommandRun run, Path file) {
        try {
            return Files.readAllBytes(OutputPathCheck.of(run.invocation()).edited(file));
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG715", shown(run, file) + " can't be read: " + unreadable.getMessage()));
        }
    }

    /** As somebody who stands in this folder would name it. */
    private String shown(CommandRun run, Path file) {
        Path here = run.console().folder().toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file).toString().replace('\\', '/');
    }
}
