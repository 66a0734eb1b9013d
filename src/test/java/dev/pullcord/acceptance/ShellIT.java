package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
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
        try (ServiceProcess service = ServiceProcess.serve(folder.resolve("data"), Map.of())) {
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            String token = service.run("people", "token", "admin").output();
            awaitStatus(http, token, 200);

            assertThat(service.run("people", "revoke", "admin").output()).isEqualTo("1 tokens revoked");
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
        String rotated = books.run(
                        "platform", "set", "tandem", "--rotate-secret", "--callback", "https://93.184.216.34/x")
                .output();

        assertThat(first).startsWith("secret   whsec_");
        assertThat(kept).isEmpty();
        assertThat(rotated).startsWith("secret   whsec_").isNotEqualTo(first);
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
