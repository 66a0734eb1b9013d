package dev.pullcord;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.simulation.Courier;
import dev.pullcord.simulation.InventedPlatform;
import dev.pullcord.simulation.Traffic;
import dev.pullcord.simulation.World;
import dev.pullcord.wire.DemoCredentials;
import dev.pullcord.wire.JsonPlatformWire;
import dev.pullcord.wire.WorldCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service with an invented platform beside it, to be looked at. */
@Command(name = "demo", description = "See it work: embedded Redis, an invented platform, a sign-in for every role.")
final class Demo implements Callable<Integer> {
    static final String PLATFORM = "demo";

    private static final List<String> NAMES =
            List.of("Ada", "Bo", "Cleo", "Dian", "Eden", "Femi", "Gus", "Hana", "Ines", "Jun", "Kofi", "Lou");
    private static final double SPEED = 20; // an evening of two hours in six minutes
    private static final int EVENINGS = 1_000;
    private static final Duration BEGUN = Duration.ofMinutes(2); // 40 min of the evening: something to see at once
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec;

    @Mixin
    SettingOptions settings;

    @Option(names = "--no-traffic", description = "leave the invented traffic out")
    boolean noTraffic;

    @Option(names = "--callback", paramLabel = "URL", description = "send actions there, not to the invented platform")
    URI callback;

    @Override
    public Integer call() throws InterruptedException, IOException {
        // What the demo sends actions to is on this machine.
        Config config = settings.read(Map.of("dispatch.allowPrivateAddresses", "true"));
        List<AutoCloseable> running = new ArrayList<>();
        try {
            AtomicBoolean prepared = new AtomicBoolean();
            Service service = Service.start(config, Main.clock(), prepared::get);
            running.add(service);
            DemoCredentials credentials = prepare(config, service, running);
            prepared.set(true);
            say(config, credentials);
        } catch (RuntimeException | IOException e) {
            close(running);
            throw e;
        }
        Serve.untilStopped(() -> close(running));
        return Main.FINE;
    }

    /** The platform, its people and its traffic; what an earlier demo of this directory made is used again. */
    private DemoCredentials prepare(Config config, Service service, List<AutoCloseable> running) throws IOException {
        Path file = DemoCredentials.below(config.data());
        Optional<DemoCredentials> before =
                Files.exists(file) ? Optional.of(DemoCredentials.read(file)) : Optional.empty();
        String secret = before.map(b -> b.callback().secret()).orElseGet(Secrets::webhookSecret);
        JsonPlatformWire wire = new JsonPlatformWire(Optional.of(secret));
        InventedPlatform invented = null;
        if (callback == null) {
            invented = new InventedPlatform(0, wire);
            running.add(invented);
        }
        URI actions = callback == null ? invented.callback() : callback;
        Registrar registrar = new Registrar(service.store(), Main.clock());
        boolean known = registrar.platforms().stream().anyMatch(p -> p.id().equals(PLATFORM));
        DemoCredentials credentials = before.isPresent() && known
                ? again(config, service, registrar, before.get(), actions, secret)
                : fresh(config, service, registrar, known, actions, secret);
        credentials.write(file);
        if (!noTraffic && invented != null) {
            running.add(0, traffic(service, credentials, invented, wire));
        }
        return credentials;
    }

    private DemoCredentials fresh(
            Config config, Service service, Registrar registrar, boolean known, URI actions, String secret) {
        if (known) {
            registrar.setCallback(registrar.platform(Optional.of(PLATFORM)), actions, secret);
        } else {
            registrar.enterPlatform(
                    PLATFORM, config.intake().partitions(), "generic", Optional.of(actions), Optional.of(secret));
        }
        Map<String, String> tokens = new LinkedHashMap<>();
        Arrays.stream(Role.values())
                .filter(role -> role != Role.AUDITOR)
                .forEach(role -> tokens.put(role.word(), token(registrar, role.word(), role)));
        tokens.put(Role.AUDITOR.word(), token(registrar, Role.AUDITOR.word(), Role.AUDITOR));
        List<DemoCredentials.Moderator> moderators = NAMES.stream()
                .map(name -> new DemoCredentials.Moderator(name, token(registrar, name, Role.MODERATOR)))
                .toList();
        return new DemoCredentials(
                service.baseUrl(),
                service.managementUrl(),
                PLATFORM,
                registrar.addKey(PLATFORM),
                tokens,
                links(config, registrar),
                moderators,
                new DemoCredentials.Callback(actions, secret));
    }

    private DemoCredentials again(
            Config config, Service service, Registrar registrar, DemoCredentials before, URI actions, String secret) {
        registrar.setCallback(registrar.platform(Optional.of(PLATFORM)), actions, secret);
        return new DemoCredentials(
                service.baseUrl(),
                service.managementUrl(),
                before.platform(),
                before.platformKey(),
                before.tokens(),
                links(config, registrar),
                before.moderators(),
                new DemoCredentials.Callback(actions, secret));
    }

    /** One sign-in for each role, in the browser, by who also has its token. */
    private static Map<String, String> links(Config config, Registrar registrar) {
        Map<String, String> links = new LinkedHashMap<>();
        for (Role role : List.of(Role.MODERATOR, Role.SENIOR, Role.LEAD, Role.ADMIN, Role.AUDITOR)) {
            Moderator person = registrar.person(PLATFORM, role.word());
            links.put(role.word(), Serve.setupLink(config, registrar.invite(person)));
        }
        return links;
    }

    private static String token(Registrar registrar, String name, Role role) {
        Moderator moderator = registrar.addPerson(PLATFORM, name, role);
        return registrar.addToken(moderator);
    }

    private static Traffic traffic(
            Service service, DemoCredentials credentials, InventedPlatform invented, JsonPlatformWire wire)
            throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Courier courier = new Courier(
                http,
                service.baseUrl(),
                credentials.platformKey(),
                wire,
                PATIENCE,
                Main.clock(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        return new Traffic(
                new World(WorldCodec.readOwn("demo")),
                invented,
                courier,
                http,
                new Traffic.Link(service.baseUrl(), credentials.platformKey(), "/demo"),
                wire,
                Main.clock(),
                new Traffic.Pace(SPEED, EVENINGS, BEGUN));
    }

    private void say(Config config, DemoCredentials credentials) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("Pullcord runs at   " + credentials.baseUrl());
        out.println("Metrics, health    " + credentials.managementUrl());
        out.println("Keys and tokens    " + DemoCredentials.below(config.data()) + "   (mode 600)");
        out.println("Sign in as         each link is good once, for 24 hours; the next start prints new ones");
        credentials.links().forEach((role, link) -> out.println("  " + role + " ".repeat(17 - role.length()) + link));
        out.println(
                noTraffic
                        ? "No traffic         post your own events; the README walks through it"
                        : "Traffic            an invented platform, " + (int) SPEED + " times as fast as life");
        out.println("Ctrl-C drains and stops.");
        out.flush();
    }

    private static void close(List<AutoCloseable> running) {
        RuntimeException failure = null;
        for (AutoCloseable each : running) {
            try {
                each.close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("while stopping", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
