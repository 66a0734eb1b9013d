package dev.pullcord.authorities;

import dev.pullcord.evidence.Authority;
import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NCMEC's CyberTipline by its Reporting API: {@code /submit} opens a report, {@code /finish} files it, {@code /retract} takes back what is
 * not finished. HTTP Basic, XML. Thread-safe; makes each call once.
 */
public final class Ncmec implements Authority {
    /** Its production. */
    public static final URI PRODUCTION = URI.create("https://report.cybertip.org/ispws");

    /** Its test, with credentials of its own. */
    public static final URI TEST = URI.create("https://exttest.cybertip.org/ispws");

    private static final Logger LOG = LoggerFactory.getLogger(Ncmec.class);
    private static final int LONGEST_DETAIL = 500;

    private final HttpClient http;
    private final Duration patience;

    /** @param patience how long one call may take altogether, at most half a minute */
    public Ncmec(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER) // it would take the password along
                .build();
    }

    @Override
    public CompletionStage<Answer> call(AuthorityAccount account, Filing filing, Filing.Step step) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request(account, filing, step), HttpResponse.BodyHandlers.ofByteArray());
        return sent.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).handle((response, failure) -> {
            if (failure != null) {
                sent.cancel(true);
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                String why = "no answer: " + cause.getClass().getSimpleName();
                LOG.warn("ncmec {} of {}: {}", step.word(), filing.id(), why);
                return new Answer.Later(why);
            }
            return answer(filing, step, response);
        });
    }

    @Override
    public String document(AuthorityAccount account, Filing filing) {
        return CyberTipXml.of(filing, account.reporter());
    }

    private HttpRequest request(AuthorityAccount account, Filing filing, Filing.Step step) {
        String pair = account.user() + ':' + account.password();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(account.base() + path(step)))
                .timeout(patience)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return step == Filing.Step.OPEN
                ? request.header("Content-Type", "text/xml; charset=utf-8")
                        .POST(BodyPublishers.ofString(document(account, filing), StandardCharsets.UTF_8))
                        .build()
                : request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "id=" + filing.progress().reference().orElseThrow()))
                        .build();
    }

    private static String path(Filing.Step step) {
        return switch (step) {
            case OPEN -> "/submit";
            case FINISH -> "/finish";
            case WITHDRAW -> "/retract";
        };
    }

    private static Answer answer(Filing filing, Filing.Step step, HttpResponse<byte[]> response) {
        Optional<NcmecReply> reply = NcmecReply.read(response.body());
        String said = reply.map(r -> "code " + r.code()).orElse("HTTP " + response.statusCode())
                + response.headers()
                        .firstValue("Request-ID")
                        .filter(id -> id.matches("[A-Za-z0-9._:-]{1,100}"))
                        .map(id -> ", Request-ID " + id)
                        .orElse("");
        LOG.info("ncmec {} of {}: {}", step.word(), filing.id(), said);
        return reply.map(r -> of(step, r, said)).orElseGet(() -> switch (response.statusCode()) {
            case 401, 403 -> new Answer.Closed(said); // with an empty body
            default -> new Answer.Later(said);
        });
    }

    /** The list of codes is not closed: one that nobody knows is tried again, and not for ever. */
    private static Answer of(Filing.Step step, NcmecReply reply, String said) {
        return switch (reply.code()) {
            case 0 -> done(step, reply, said);
            case 1210, 5001, 5002 -> new Answer.Forgotten(said);
            case 2000, 3000, 3100, 3300 -> new Answer.Closed(said);
            case 4000, 4100, 4110, 4200 ->
                new Answer.Refused(
                        said, reply.description().map(d -> d.substring(0, Math.min(d.length(), LONGEST_DETAIL))));
            case 5101 -> new Answer.TakenBack(said);
            case 5102 -> new Answer.Already(said);
            default -> new Answer.Later(said); // 1000, 1100, 1110, 1111, 1300 among them
        };
    }

    private static Answer done(Filing.Step step, NcmecReply reply, String said) {
        return step == Filing.Step.OPEN && reply.reportId().isEmpty()
                ? new Answer.Later(said + ", no report id")
                : new Answer.Done(reply.reportId(), said);
    }
}
