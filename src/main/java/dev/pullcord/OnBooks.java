package dev.pullcord;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the books: who sends events, and who works the desk. */
abstract class OnBooks implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    SettingOptions settings;

    @Override
    public final Integer call() {
        Config config = settings.read(Map.of());
        check(config);
        try (Foundation foundation = Foundation.forCommand(config, Main.clock())) {
            run(
                    new Registrar(foundation.store(), Main.clock()),
                    config,
                    spec.commandLine().getOut());
        }
        return Main.FINE;
    }

    /** Refuses what needs no books to be seen. */
    void check(Config config) {}

    abstract void run(Registrar registrar, Config config, PrintWriter out);
}
