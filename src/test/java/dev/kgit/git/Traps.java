package dev.kgit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Programs that leave a mark when they are started, and Git's configuration full of them: every key of git-config's manual
 * that names a command.
 */
public final class Traps {

    private static final String COMMAND = "COMMAND";

    private static final List<String> KEYS = List.of(
            "alias.status",
            "alias.st=!COMMAND",
            "browser.trap.cmd",
            "browser.trap.path",
            "web.browser=trap",
            "core.alternateRefsCommand",
            "core.askPass",
            "core.editor",
            "core.fsmonitor",
            "core.fsmonitorHookVersion=2",
            "core.gitProxy",
            "core.hooksPath=HOOKS",
            "core.pager",
            "core.sshCommand",
            "core.commentChar=;",
            "credential.helper=!COMMAND",
            "credential.https://example.org.helper=!COMMAND",
            "diff.external",
            "diff.trap.command",
            "diff.trap.textconv",
            "diff.trap.cachetextconv=true",
            "diff.tool=trap",
            "diff.guitool=trap",
            "difftool.trap.cmd",
            "difftool.trap.path",
            "filter.trap.clean",
            "filter.trap.process",
            "filter.trap.required=true",
            "filter.trap.smudge",
            "filter.lfs.clean",
            "filter.lfs.process",
            "filter.lfs.required=true",
            "filter.lfs.smudge",
            "lfs.customtransfer.trap.path",
            "lfs.standalonetransferagent=trap",
            "gc.recentObjectsHook",
            "gc.autoDetach=false",
            "gc.auto=1",
            "gpg.program",
            "gpg.openpgp.program",
            "gpg.x509.program",
            "gpg.ssh.program",
            "gpg.ssh.defaultKeyCommand",
            "gpg.format=ssh",
            "commit.gpgSign=true",
            "tag.gpgSign=true",
            "log.showSignature=true",
            "guitool.trap.cmd",
            "help.browser=trap",
            "help.format=web",
            "hook.trap.command",
            "hook.trap.event=post-index-change",
            "imap.tunnel",
            "init.templateDir=HOOKS",
            "instaweb.browser",
            "instaweb.httpd",
            "interactive.diffFilter",
            "maintenance.auto=true",
            "man.trap.cmd",
            "man.trap.path",
            "man.viewer=trap",
            "merge.default=trap",
            "merge.tool=trap",
            "merge.trap.driver",
            "merge.trap.recursive=trap",
            "mergetool.trap.cmd",
            "mergetool.trap.path",
            "pack.packSizeLimit=1",
            "pager.log",
            "pager.diff",
            "pager.status",
            "promisor.acceptFromServer=All",
            "receive.fsck.skipList=HOOKS",
            "receive.procReceiveRefs=refs",
            "remote.origin.proxy",
            "remote.origin.promisor=true",
            "remote.origin.receivepack",
            "remote.origin.uploadpack",
            "remote.origin.url=ext::COMMAND",
            "remote.origin.vcs",
            "extensions.partialClone=origin",
            "protocol.ext.allow=always",
            "protocol.allow=always",
            "sendemail.aliasFileType=mutt",
            "sendemail.ccCmd",
            "sendemail.headerCmd",
            "sendemail.sendmailCmd",
            "sendemail.smtpServer",
            "sendemail.toCmd",
            "sequence.editor",
            "ssh.variant=ssh",
            "submodule.sub.update=!COMMAND",
            "submodule.sub.url=ext::COMMAND",
            "submodule.recurse=true",
            "tar.trap.command",
            "tar.tar.gz.command",
            "trailer.trap.cmd",
            "trailer.trap.command",
            "uploadpack.packObjectsHook",
            "url.ext::COMMAND.insteadOf=https://",
            "core.attributesFile=ATTRIBUTES",
            "include.path=INCLUDED",
            "includeIf.gitdir:**.path=INCLUDED");

    private final Path programs;
    private final Path marks;
    private final Path hooks;

    public Traps(Path folder) {
        this.programs = folder.resolve("programs");
        this.marks = folder.resolve("marks");
        this.hooks = folder.resolve("hooks");
        try {
            Files.createDirectories(marks);
            Files.createDirectories(programs);
            Files.createDirectories(hooks);
            Files.writeString(folder.resolve("attributes"), "* filter=trap diff=trap merge=trap\n");
            Files.writeString(folder.resolve("included"), keys(true));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        hooksIn(hooks);
    }

    /** A folder with a program of each name that somebody might start, for the front of a PATH. */
    public Path programs() {
        for (String name : List.of(
                "git",
                "sh",
                "bash",
                "dash",
                "zsh",
                "ksh",
                "env",
                "git-lfs",
                "gpg",
                "gpg2",
                "gpgsm",
                "ssh",
                "ssh-keygen",
                "less",
                "more",
                "vi",
                "vim",
                "nano",
                "cat",
                "which",
                "uname",
                "hostname",
                "stat",
                "df",
                "umask",
                "xcode-select",
                "ps",
                "id",
                "tput",
                "stty")) {
            program(programs.resolve(name));
        }
        return programs;
    }

    /** The text of a configuration in which each key that names a command names one that leaves a mark of the key's name. */
    public String configuration() {
        return keys(false);
    }

    private String keys(boolean included) {
        StringBuilder text = new StringBuilder();
        for (String entry : KEYS) {
            int end = entry.indexOf('=', entry.startsWith("url.") ? entry.indexOf("insteadOf") : 0);
            String key = end < 0 ? entry : entry.substring(0, end);
            if (included && key.startsWith("include")) {
                continue;
            }
            String value = end < 0 ? COMMAND : entry.substring(end + 1);
            String command = program(programs.resolve("key-" + key.replaceAll("[^A-Za-z0-9]", "-")));
            int name = key.lastIndexOf('.');
            int section = key.indexOf('.');
            text.append('[').append(key, 0, section);
            if (name > section) {
                text.append(" \"")
                        .append(key.substring(section + 1, name).replace(COMMAND, command))
                        .append('"');
            }
            text.append("]\n\t").append(key.substring(name + 1)).append(" = \"");
            text.append(value.replace(COMMAND, command)
                    .replace("HOOKS", hooks.toString())
                    .replace("ATTRIBUTES", hooks.resolveSibling("attributes").toString())
                    .replace("INCLUDED", hooks.resolveSibling("included").toString()));
            text.append("\"\n");
        }
        return text.toString();
    }

    /** Puts every hook that Git knows into a folder. */
    public void hooksIn(Path folder) {
        for (String name : List.of(
                "applypatch-msg",
                "pre-applypatch",
                "post-applypatch",
                "pre-commit",
                "pre-merge-commit",
                "prepare-commit-msg",
                "commit-msg",
                "post-commit",
                "pre-rebase",
                "post-checkout",
                "post-merge",
                "pre-push",
                "pre-receive",
                "update",
                "proc-receive",
                "post-receive",
                "post-update",
                "reference-transaction",
                "push-to-checkout",
                "pre-auto-gc",
                "post-rewrite",
                "sendemail-validate",
                "fsmonitor-watchman",
                "p4-pre-submit",
                "post-index-change")) {
            program(folder.resolve(name));
        }
    }

    /** Which programs were started. */
    public Set<String> sprung() {
        try (Stream<Path> files = Files.list(marks)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void reset() {
        for (String name : sprung()) {
            marks.resolve(name).toFile().delete();
        }
    }

    private String program(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, "#!/bin/sh\n: > '" + marks.resolve(file.getFileName().toString()) + "'\nexit 0\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("can't make it executable: " + file);
            }
            return file.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
