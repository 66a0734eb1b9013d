package dev.pullcord;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.redis.MasterKeys;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The key that the keys of cases are wrapped under, from the shell. */
@Command(
        name = "keys",
        description = "Turn the master key that the keys of cases are wrapped under.",
        subcommands = {KeysCommand.Rotate.class, KeysCommand.Status.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys rotate or status?");
    }

    /** A command on the keys. */
    abstract static class OnKeys implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingOptions settings;

        @Override
        public final Integer call() {
            Config config = settings.read(Map.of());
            if (config.keys().store().equals(KeysConfig.NONE)) {
                throw new Failed("keys.store is none: no case has a key");
            }
            try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
                run(
                        foundation
                                .turning(Main.clock())
                                .orElseThrow(() -> new Failed(
                                        "keys.store: this store cannot change what its keys are wrapped under")),
                        spec.commandLine().getOut());
            }
            return Main.FINE;
        }

        abstract void run(KeyTurning turning, PrintWriter out);
    }

    /** Makes a new one. */
    @Command(
            name = "rotate",
            description = {
                "Make a new master key. All that is new is under it at once; a running service brings the rest under it,"
                        + " and then drops those before."
            })
    static final class Rotate extends OnKeys {
        @Option(names = "--wait", description = "bring all under it here and now, also without a service")
        private boolean waits;

        @Override
        void run(KeyTurning turning, PrintWriter out) {
            turning.begin();
            out.println("a new master key wraps from now on");
            while (waits && turning.step()) {
                // a page at a time
            }
            out.println(state(turning.turn()));
        }
    }

    /** Says how far it is. */
    @Command(name = "status", description = "Say when the master key was turned, and whether that has ended.")
    static final class Status extends OnKeys {
        @Override
        void run(KeyTurning turning, PrintWriter out) {
            out.println(state(turning.turn()));
        }
    }

    private static String state(Optional<MasterKeys.Turn> turn) {
        return turn.map(its -> "begun    " + AuditDraft.time(its.begunAt()) + "\nended    "
                        + its.endedAt().map(AuditDraft::time).orElse("not yet: a running service goes on with it"))
                .orElse("never turned: the keys of cases are wrapped under the seal");
    }
}
