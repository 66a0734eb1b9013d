package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.acceptance.PullcordHttp;
import dev.pullcord.acceptance.Receiver;
import dev.pullcord.flow.TestClock;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole service in this process, on a Redis of its own, whose clock only moves by hand. */
final class ServiceHouse implements AutoCloseable {
    private static final String PLATFORM = "tandem";
    private static final Duration SOON = Duration.ofSeconds(60);

    record Person(String id, String token, String role) {}

    private final TestClock clock = new TestClock(Clock.systemUTC().instant());
    private final Receiver receiver = new Receiver();
    private final Path data;
    private final List<Person> people = new ArrayList<>();
    private final Person auditor;
    private final String key;
    private Service service;
    private PullcordHttp http;

    ServiceHouse() {
        try {
            data = Files.createTempDirectory("pullcord-life");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open();
        Registrar registrar = new Registrar(service.store(), clock);
        registrar.enterPlatform(
                PLATFORM, 4, "generic", Optional.of(receiver.url()), Optional.of(Secrets.webhookSecret()));
        key = registrar.addKey(PLATFORM);
        for (Role role : List.of(Role.MODERATOR, Role.MODERATOR, Role.SENIOR, Role.SENIOR, Role.LEAD)) {
            people.add(person(registrar, "p" + people.size(), role));
        }
        auditor = person(registrar, "auditor", Role.AUDITOR);
        awaitReady();
    }

    private static Person person(Registrar registrar, String name, Role role) {
        Moderator entered = registrar.addPerson(PLATFORM, name, role);
        return new Person(entered.id(), registrar.addToken(entered), role.word());
    }

    private void open() {
        SettingOptions settings = new SettingOptions();
        settings.port = "0";
        settings.managementPort = "0";
        settings.data = data.toString();
        Config config = settings.read(
                Map.of("log.level", "error", "dispatch.allowPrivateAddresses", "true", "fold.partitionLease", "1s"),
                Map.of());
        service = Service.start(config, clock, () -> true);
        http = new PullcordHttp(service.baseUrl());
    }

    /** Drained and started anew, as a new version is brought in. */
    void startAgain() {
        service.close();
        open();
        awaitReady();
    }

    /** As {@code kill -9}; the service starts it again. */
    void killRedis() {
        try {
            long pid = Long.parseLong(
                    Files.readString(data.resolve("redis").resolve("redis.pid")).strip());
            ProcessHandle redis = ProcessHandle.of(pid).orElseThrow();
            redis.destroyForcibly();
            redis.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the desk answers again, and knows the platform. */
    void awaitReady() {
        await().atMost(SOON)
                .until(() -> http.offer("GET", "/v1/standing?account=nobody", Optional.of(key), Optional.empty())
                        .filter(reply -> reply.status() == 200)
                        .isPresent());
        await().atMost(SOON)
                .until(() -> http.offer("GET", "/v1/queues", Optional.of(auditor.token()), Optional.empty())
                        .filter(reply -> reply.status() == 200)
                        .isPresent());
    }

    Clock clock() {
        return clock;
    }

    void pass(Duration time) {
        clock.move(time);
    }

    PullcordHttp http() {
        return http;
    }

    String key() {
        return key;
    }

    List<Person> people() {
        return people;
    }

    Person auditor() {
        return auditor;
    }

    /** Whether the chains hold, walked with the service stopped. */
    @Override
    public void close() {
        service.close();
        receiver.close();
        StringWriter out = new StringWriter();
        PrintWriter printed = new PrintWriter(out);
        assertThat(Main.run(printed, printed, "audit", "verify", "--data", data.toString()))
                .as(out.toString())
                .isEqualTo(Main.FINE);
    }
}
