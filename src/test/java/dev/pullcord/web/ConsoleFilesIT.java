package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.web.RunningService.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the console's files are sent, over HTTP. */
class ConsoleFilesIT {
    private static final Pattern RELEASE = Pattern.compile("/console/(at-[0-9a-f]{16})/main\\.js");

    @TempDir
    Path dir;

    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        service = new RunningService(dir);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private Reply get(String path, String... headers) {
        HttpRequest.Builder request = service.request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.send(request.build());
    }

    private String release() {
        Matcher named = RELEASE.matcher(get("/console/desk").response().body());
        assertThat(named.find()).isTrue();
        return "/console/" + named.group(1) + "/";
    }

    private HttpResponse<byte[]> raw(String path, String encodings) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(service.request(path).header("Accept-Encoding", encodings).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void whatIsBelowTheReleaseIsKeptForAYearAndThePageThatNamesItIsAskedAfter() {
        Reply page = get("/console/desk");
        Reply script = get(release() + "main.js");

        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.header("content-security-policy")).contains("script-src 'self';");
        assertThat(script.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(script.header("content-type")).startsWith("text/javascript");
        assertThat(get("/console/desk", "If-None-Match", page.header("etag")).status())
                .isEqualTo(304);
        assertThat(get("/console/desk", "If-None-Match", "W/\"another\"").status())
                .isEqualTo(200);
    }

    @Test
    void aPageNamesItsOwnScriptSoThatItIsAskedForAtOnce() {
        String release = release();

        assertThat(get("/console/cases/c001-abcdefghij").response().body())
                .contains("<link rel=\"modulepreload\" href=\"" + release + "pages/case.js\">");
        assertThat(get("/console/cases").response().body()).contains(release + "pages/cases.js");
        assertThat(get("/console/").response().body())
                .doesNotContain("modulepreload"); // where one begins is the role's
    }

    @Test
    void theFilesAreSqueezedForWhomTakesItAndNothingElseEverIs() throws Exception {
        String script = release() + "main.js";
        HttpResponse<byte[]> squeezed = raw(script, "br, gzip");

        assertThat(squeezed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(squeezed.headers().firstValue("vary")).contains("accept-encoding");
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(squeezed.body()))) {
            assertThat(body.readAllBytes()).isEqualTo(raw(script, "identity").body());
        }
        assertThat(squeezed.body().length)
                .isLessThan(raw(script, "gzip;q=0, br").body().length / 2);
        for (String secret : new String[] {"/v1/session", "/v1/me", "/openapi.yaml"}) { // BREACH: see ConsoleFiles
            assertThat(raw(secret, "gzip").headers().firstValue("content-encoding"))
                    .as(secret)
                    .isEmpty();
        }
    }

    @Test
    void aPageThatAnotherReleaseBeganGetsWhatThereIsAndKeepsNothingOfIt() {
        Reply other = get("/console/at-0123456789abcdef/main.js");

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.header("cache-control")).isEqualTo("no-store");
        assertThat(other.response().body())
                .isEqualTo(get(release() + "main.js").response().body());
    }

    @Test
    void whatIsNoFileIsAPageUnlessItWasToBeOne() {
        assertThat(get("/console/nothing.js").status()).isEqualTo(404);
        assertThat(get(release() + "vendor/nothing").status()).isEqualTo(404);
        assertThat(get("/console/vendor/NOTICE.md").header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(get("/console/..%2f..%2fopenapi.yaml").response().body()).contains("id=\"console\"");
        assertThat(get("/console/live-worker.js").response().body().getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
