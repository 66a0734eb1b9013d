package dev.pullcord.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The console's files as they are sent: read once, each squeezed when it is first asked for, and all of them below an address that
 * the digest of them all is in. What is there never changes, so a browser keeps it and does not ask again.
 *
 * <p>Only these are squeezed. They are the same for everybody and hold nothing secret, so their length tells nothing (BREACH); what
 * the API answers is sent as it is.
 */
final class ConsoleFiles {
    static final String AT = "/console/";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8");
    private static final String TEXT = "text/plain; charset=utf-8"; // words, licences
    private static final String FOREVER =
            "public, max-age=31536000, immutable"; // a year: the longest that is meant seriously
    private static final String ASKED_AFTER = "no-cache";
    private static final int DIGEST_LENGTH = 16;
    private static final Pattern IN_SHELL = Pattern.compile("\"/console/(?=[^\"]+\\.)");

    private final Map<String, byte[]> files;
    private final ConsoleModules modules = new ConsoleModules(this::text);
    private final Map<String, Sent> ready = new ConcurrentHashMap<>();
    private final String release;

    /** What one answer is made of: as it is, squeezed, and the word by which a browser asks whether it has it. */
    private record Sent(String type, Buffer plain, Buffer squeezed, String tag) {}

    private ConsoleFiles(Map<String, byte[]> files) {
        this.files = files;
        MessageDigest all = sha256();
        files.forEach((name, bytes) -> {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(sha256().digest(bytes));
        });
        this.release = "at-" + HexFormat.of().formatHex(all.digest()).substring(0, DIGEST_LENGTH);
    }

    /** Those that this service was built with. */
    static ConsoleFiles built() {
        try {
            Path ours = Path.of(ConsoleFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(ours)) {
                return new ConsoleFiles(read(ours.resolve("console")));
            }
            try (FileSystem jar = FileSystems.newFileSystem(ours)) {
                return new ConsoleFiles(read(jar.getPath("/console")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the console's files cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return all;
    }

    /** Sends the file of this address, if one is there. */
    boolean sent(RoutingContext ctx) {
        String asked = ctx.normalizedPath().substring(AT.length());
        String name = asked.replaceFirst("^at-[0-9a-f]{" + DIGEST_LENGTH + "}/", "");
        if (!files.containsKey(name)) {
            return false;
        }
        // A page that another release began, on another node or before this one was started, gets what there is, and
        // does not keep it.
        String kept = name.equals(asked) ? ASKED_AFTER : asked.startsWith(release + "/") ? FOREVER : "no-store";
        Sent found = name.equals(asked)
                ? ready.computeIfAbsent(name, file -> sent(type(file), files.get(file)))
                : ready.computeIfAbsent(release + "/" + name, any -> sent(type(name), joined(name)));
        send(ctx, found, kept);
        return true;
    }

    /** Sends the page that every address begins with: it names what this one needs, so that all of it is asked for at once. */
    void sendShell(RoutingContext ctx) {
        String script = script(ctx.normalizedPath().substring(AT.length())).orElse("");
        send(
                ctx,
                ready.computeIfAbsent("shell of " + script, any -> sent(TYPES.get("html"), shell(script))),
                ASKED_AFTER);
    }

    /** The script of a page; {@code main.js} knows them by the same names. */
    private Optional<String> script(String address) {
        String[] parts = address.split("/", 2);
        String page =
                parts[0].equals("accounts") || (parts[0].equals("cases") && parts.length > 1 && !parts[1].isEmpty())
                        ? parts[0].substring(0, parts[0].length() - 1) // one of them
                        : parts[0];
        return Optional.of("pages/" + page + ".js").filter(files::containsKey);
    }

    private byte[] shell(String script) {
        String html = IN_SHELL.matcher(text("index.html")).replaceAll("\"" + AT + release + "/");
        return (script.isEmpty()
                        ? html
                        : html.replace(
                                "<!-- page -->",
                                "<link rel=\"modulepreload\" href=\"" + AT + release + "/" + script + "\">"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What is at the release's own address: scripts of the frame and of pages there are with what they need. */
    private byte[] joined(String name) {
        return name.equals(ConsoleModules.FRAME) || name.matches("pages/.*\\.js")
                ? modules.joined(name).getBytes(StandardCharsets.UTF_8)
                : files.get(name);
    }

    private String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static void send(RoutingContext ctx, Sent sent, String kept) {
        HttpServerResponse response = ctx.response()
                .putHeader("cache-control", kept)
                .putHeader("etag", sent.tag())
                .putHeader("vary", "accept-encoding");
        if (sent.tag().equals(ctx.request().getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", sent.type());
        if (ctx.parsedHeaders().acceptEncoding().stream()
                .anyMatch(each -> each.value().equalsIgnoreCase("gzip") && each.weight() > 0)) {
            response.putHeader("content-encoding", "gzip").end(sent.squeezed());
        } else {
            response.end(sent.plain());
        }
    }

    private static Sent sent(String type, byte[] bytes) {
        String tag = HexFormat.of().formatHex(sha256().digest(bytes)).substring(0, DIGEST_LENGTH);
        return new Sent(
                type, Buffer.buffer(bytes), Buffer.buffer(squeezed(bytes)), "W/\"" + tag + "\""); // weak: of both forms
    }

    private static byte[] squeezed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), TEXT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
