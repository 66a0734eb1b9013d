package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.intake.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies on their way in. */
class UploadsIT {
    private static final String MEBIBYTE = "Content-Length: 1048576\r\n";

    @TempDir
    Path dir;

    private RunningService service;
    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        service.close();
    }

    private Socket begin(String headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        open.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/cloudevents+json\r\n"
                                + headers + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void whoIsNotKnownIsToldSoBeforeHisBodyIsRead() throws IOException {
        assertThat(firstLine(begin("Authorization: Bearer pk_nobody\r\n" + MEBIBYTE)))
                .contains(" 401 ");
        assertThat(firstLine(begin(MEBIBYTE))).contains(" 401 ");
    }

    @Test
    void whoIsTooSlowIsGivenUp() throws IOException {
        Socket slow = begin("Authorization: Bearer " + RunningService.KEY + "\r\n" + MEBIBYTE);

        String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 408").contains("too-slow");
    }

    @Test
    void manyLargeBodiesAtOnceAreTurnedAwayAndAPanicStillGetsIn() throws IOException {
        long more = Uploads.share() / (1024 * 1024) + 10;
        for (int i = 0; i < more; i++) {
            begin("Webhook-Id: a\r\nWebhook-Timestamp: 1\r\nWebhook-Signature: v1,a\r\n" + MEBIBYTE);
        }

        await().until(() -> firstAnswered() != null);
        assertThat(firstLine(firstAnswered())).contains(" 503 ");
        assertThat(service.post(
                                "application/cloudevents+json",
                                "{\"type\":\"" + Report.PANIC + "\",\"data\":{\"meeting\":{\"id\":\"m\"}}}")
                        .status())
                .isEqualTo(202);
    }

    private Socket firstAnswered() throws IOException {
        for (Socket socket : open) {
            if (socket.getInputStream().available() > 0) {
                return socket;
            }
        }
        return null;
    }

    @Test
    void credentialsAreGivenOnce() throws IOException {
        assertThat(firstLine(begin("Authorization: Bearer " + RunningService.KEY
                        + "\r\nAuthorization: Bearer pk_other\r\nContent-Length: 0\r\n")))
                .contains(" 401 ");
    }
}
