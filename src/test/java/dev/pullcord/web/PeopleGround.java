package dev.pullcord.web;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.web.RunningService.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service whose people are seen and changed, over HTTP. */
abstract class PeopleGround {
    @TempDir
    Path dir;

    RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    final Reply call(String method, String path, String token, String body) {
        return service.send(service.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    final List<AuditEntry> written() {
        return service.audit
                .read(new ChainId("acme", 0, ChainId.Hand.ADMIN), 1, 100)
                .toCompletableFuture()
                .join();
    }
}
