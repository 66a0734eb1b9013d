package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The service. */
@Command(name = "serve", description = "Run the service. The first start prints a one-time link for the admin.")
final class Serve implements Callable<Integer> {
    /** The platform that a first start enters, so that its admin belongs somewhere. */
    static final String FIRST_PLATFORM = "main";

    @Spec
    private CommandSpec spec;

    @Mixin
    SettingOptions settings;

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("pullcord.log.stream", "System.out"); // its log is what it says
        Config config = settings.read(Map.of());
        AtomicBoolean greeted = new AtomicBoolean();
        Service service = Service.start(config, Main.clock(), greeted::get);
        try {
            greet(service, config);
            greeted.set(true);
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
        untilStopped(service);
        return Main.FINE;
    }

    /** On the first start: the platform, its admin, and his way in. */
    private void greet(Service service, Config config) {
        Registrar registrar = new Registrar(service.store(), Main.clock());
        if (!registrar.platforms().isEmpty()) {
            return;
        }
        Platform platform = registrar.enterPlatform(
                FIRST_PLATFORM, config.intake().partitions(), "generic", Optional.empty(), Optional.empty());
        Moderator admin = registrar.addPerson(platform.id(), "admin", Role.ADMIN);
        PrintWriter out = spec.commandLine().getErr(); // standard output is the log, and logs are shipped
        out.println();
        out.println("First start. The admin of platform '" + platform.id() + "' signs in once and within 24 hours at");
        out.println(setupLink(config, registrar.invite(admin)));
        out.println("A platform key is made by: pullcord platform key " + platform.id());
    }

    /** Waits for the signal to stop, and drains then. */
    static void untilStopped(AutoCloseable service) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                service.close();
                            } catch (Exception e) {
                                throw new IllegalStateException("while stopping", e);
                            } finally {
                                stopped.countDown();
                            }
                        },
                        "drain"));
        stopped.await();
    }

    /** Where an invitation's page is: where people open the console, which is the running service if nothing else was set. */
    static String setupLink(Config config, String code) {
        URI base = config.server()
                .publicUrl()
                .or(() -> new ServiceFile(config.data()).baseUrl())
                .orElseGet(() -> URI.create("http://" + config.server().host() + ":"
                        + config.server().port()));
        return base.resolve("/setup/" + code).toString();
    }
}
