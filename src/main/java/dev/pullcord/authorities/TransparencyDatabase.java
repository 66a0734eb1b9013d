package dev.pullcord.authorities;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The EU's database of statements of reasons (Article 24(5) of the Digital Services Act), by its public API: a hundred in a call, none of
 * them taken where one is wrong; one that is there under its {@code puid} is not taken again, so that whatever got lost can be sent again.
 * Blocks; makes each call once; for one thread.
 */
public final class TransparencyDatabase {
    public static final URI PRODUCTION = URI.create("https://transparency.dsa.ec.europa.eu");

    /** To be tried first, with a token of its own. */
    public static final URI SANDBOX = URI.create("https://sandbox.sor.dsa.ec.europa.eu");

    /** As many as it takes in a call. */
    public static final int AT_ONCE = 100;

    private static final int LONGEST_DETAIL = 500;
    private static final int CREATED = 201;
    private static final int FOUND = 302;
    private static final int WRONG = 422;

    private final URI base;
    private final String token;
    private final Duration patience;
    private final HttpClient http;

    /**
     * @param token as the database made it for the platform; goes into a header and nowhere else
     * @param patience how long a call may take
     */
    public TransparencyDatabase(URI base, String token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER) // 302 says that it is there
                .build();
    }

    /** A statement as it is sent. */
    public record Entry(String puid, String json) {}

    /** Why it went no further. */
    public sealed interface Trouble {
        String why();

        /** It takes this one not: what it says must change. */
        record Refused(String puid, String why) implements Trouble {}

        /** The token is none. */
        record Closed(String why) implements Trouble {}

        /** It was not there, or could not; the same again is right later. */
        record Later(String why) implements Trouble {}
    }

    /**
     * What came of it.
     *
     * @param there how many of them, from the first on without a gap, are there now
     * @param known how many of these were before
     */
    public record Sent(int there, int known, Optional<Trouble> trouble) {}

    /** Sends these, at most {@link #AT_ONCE}, in their order. */
    public Sent send(List<Entry> entries) throws InterruptedException {
        try {
            HttpResponse<String> reply = post("/api/v1/statements", together(entries));
            if (reply.statusCode() == CREATED) {
                return new Sent(entries.size(), 0, Optional.empty());
            }
            if (reply.statusCode() != WRONG) {
                return new Sent(0, 0, Optional.of(trouble(reply)));
            }
            List<Entry> missing = new ArrayList<>();
            for (Entry entry : entries) {
                if (!exists(entry)) {
                    missing.add(entry);
                }
            }
            int known = entries.size() - missing.size();
            if (missing.isEmpty()
                    || (known > 0
                            && post("/api/v1/statements", together(missing)).statusCode() == CREATED)) {
                return new Sent(entries.size(), known, Optional.empty());
            }
            return oneByOne(entries, missing, known);
        } catch (IOException e) {
            return new Sent(
                    0,
                    0,
                    Optional.of(new Trouble.Later("no answer: " + e.getClass().getSimpleName())));
        }
    }

    /** One of them is wrong: those before it are sent alone. */
    private Sent oneByOne(List<Entry> entries, List<Entry> missing, int known)
            throws IOException, InterruptedException {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!missing.contains(entry)) {
                continue;
            }
            HttpResponse<String> reply = post("/api/v1/statement", entry.json());
            if (reply.statusCode() == CREATED || (reply.statusCode() == WRONG && exists(entry))) {
                continue;
            }
            int before = (int) entries.subList(0, i).stream()
                    .filter(one -> !missing.contains(one))
                    .count();
            Trouble why = reply.statusCode() == WRONG ? new Trouble.Refused(entry.puid(), said(reply)) : trouble(reply);
            return new Sent(i, before, Optional.of(why));
        }
        return new Sent(entries.size(), known, Optional.empty());
    }

    private boolean exists(Entry entry) throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(
                request("/api/v1/statement/existing-puid/" + entry.puid()).GET().build(), BodyHandlers.ofString());
        return switch (reply.statusCode()) {
            case FOUND, 200 -> true;
            case 404 -> false;
            default -> throw new IOException("HTTP " + reply.statusCode());
        };
    }

    private static String together(List<Entry> entries) {
        return entries.stream().map(Entry::json).collect(Collectors.joining(",", "{\"statements\":[", "]}"));
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private static Trouble trouble(HttpResponse<String> reply) {
        return reply.statusCode() == 401 || reply.statusCode() == 403
                ? new Trouble.Closed("HTTP " + reply.statusCode())
                : new Trouble.Later("HTTP " + reply.statusCode());
    }

    private static String said(HttpResponse<String> reply) {
        String text = reply.body().replaceAll("\\p{Cntrl}+", " ").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
    }
}
