package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell says beside a running service, the service does within a few seconds. */
class ShellIT {
    @TempDir
    Path folder;

    @Test
    void whoIsRevokedIsOutAndWhoIsGivenATokenIsIn() {
        Map<String, String> keyed = Map.of("PULLCORD_KEYS_STORE", "file");
        try (ServiceProcess service = ServiceProcess.serve(folder.resolve("data"), keyed)) {
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            assertThat(service.run("keys", "rotate").output())
                    .startsWith("a new master key wraps from now on")
                    .contains("not yet: a running service goes on with it");
            String token = service.run("people", "token", "admin").output();
            awaitStatus(http, token, 200);

            assertThat(service.run("people", "revoke", "admin").output()).isEqualTo("tokens and links revoked: 1");
            awaitStatus(http, token, 401);

            String next = service.run("people", "token", "admin").output();
            awaitStatus(http, next, 200);
            assertThat(service.run("people", "role", "admin", "--role", "auditor")
                            .exitCode())
                    .isZero();
            assertThat(service.run("people", "list").output()).endsWith("  auditor  admin");
            assertThat(service.run("people", "remove", "admin").exitCode()).isZero();
            awaitStatus(http, next, 401);
            ServiceProcess.Finished wrong = service.run("people", "revoke", "admin");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.errors()).contains("has nobody called 'admin'");

            Path masters = folder.resolve("data/masters.json");
            await().atMost(Duration.ofSeconds(30)) // it was looking meanwhile, and is done by now
                    .until(() -> Files.readString(masters).contains("\"endTold\":true"));
            String record = service.run("audit", "export").output();
            assertThat(record)
                    .contains("keys_turning", "keys_turned")
                    .contains("person_added", "token_added", "tokens_revoked", "role_given", "person_removed")
                    .contains("\"actor\":\"shell:")
                    .doesNotContain(token, next);
            assertThat(service.run("audit", "verify").output()).contains(" 0 broken");
        }
    }

    @Test
    void aKeyMayDoWhatItsScopeSaysAndNoMore() {
        try (ServiceProcess service = ServiceProcess.serve(folder.resolve("data"), Map.of())) {
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            assertThat(service.run("platform", "add", "tandem").exitCode()).isZero();
            String standing = service.run("platform", "key", "tandem", "--scope", "standing")
                    .output();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> http.get("/v1/standing?account=a", standing).status() == 200);
            assertThat(http.postEvents(standing, List.of(Events.flag("e", "r", "a", "harassment")))
                            .status())
                    .isEqualTo(403);
            assertThat(service.run("platform", "key", "tandem", "--scope", "all")
                            .errors())
                    .contains("--scope: 'all' is none of events, standing");
        }
    }

    @Test
    void aCallbackIsSetOnlyToWhatTheDispatchWouldCall() {
        ServiceProcess books = ServiceProcess.on(folder.resolve("data"), Map.of());
        ServiceProcess.Finished refused = books.run("platform", "add", "tandem", "--callback", "https://10.0.0.1/cb");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("the callback's host has an address that is not public");
        assertThat(books.run("platform", "add", "tandem").exitCode()).isZero();

        String first = books.run("platform", "set", "tandem", "--callback", "https://93.184.216.34/cb")
                .output();
        String kept = books.run("platform", "set", "tandem", "--callback", "https://93.184.216.34/x")
                .output();
        String rotated =
                books.run("platform", "set", "tandem", "--rotate-secret").output();
        String ended =
                books.run("platform", "set", "tandem", "--end-old-secret").output();

        assertThat(first).contains("go to 93.184.216.34").contains("secret   whsec_");
        assertThat(kept).doesNotContain("whsec_");
        assertThat(rotated).contains("secret   whsec_").contains("old one  signs beside it");
        assertThat(rotated).isNotEqualTo(first);
        assertThat(ended).doesNotContain("whsec_").doesNotContain("old one");
        assertThat(books.run("platform", "set", "tandem").errors()).contains("say what to set");
        assertThat(books.run("platform", "list").output()).isEqualTo("tandem  16  generic  93.184.216.34");
        assertThat(books.run("platform", "set", "tandme", "--callback", "https://93.184.216.34/")
                        .errors())
                .contains("there is no platform 'tandme'; there are: tandem");
    }

    private static void awaitStatus(PullcordHttp http, String token, int status) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> http.offer("GET", "/v1/me", Optional.of(token), Optional.empty())
                        .filter(reply -> reply.status() == status)
                        .isPresent());
    }
}
