package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.EventReader;
import dev.pullcord.wire.StrictJson;
import dev.pullcord.wire.StrictJson.Fault;
import dev.pullcord.wire.StrictJson.Unreadable;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The ways in which CloudEvents come over HTTP (CloudEvents 1.0.2, HTTP protocol binding): structured, batched, binary.
 * Each is brought into the structured form. Pure.
 */
final class EventModes {
    private static final String PREFIX = "ce-";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final Set<String> TAKEN = Set.of(BATCH, STRUCTURED, "application/json");

    /** What tells one event from another; what else is there, a trace for example, may differ from try to try. */
    private static final Set<String> NAMING = Set.of("specversion", "id", "source", "type", "subject", "time");

    private EventModes() {}

    /**
     * What was sent.
     *
     * @param batch whether it is to be answered event by event
     * @param events each with what is wrong with its JSON
     */
    record Offered(boolean batch, List<StrictJson.Value> events) {}

    /**
     * Reads a request. What is refused for any other event is read as far as can be where there is a panic in it: an
     * unknown content type, a batch said to be one event, text that breaks off or is no UTF-8.
     *
     * @param maxBody largest body once unpacked, bytes
     * @throws ProblemException if the whole of it cannot be read, or is of a kind that is not taken here
     */
    static Offered read(MultiMap headers, byte[] body, int maxBody) {
        byte[] plain = unpacked(headers, body, maxBody);
        String type = mediaType(headers);
        ProblemException refusal;
        try {
            Offered offered = strictly(type, headers, plain);
            if (TAKEN.contains(type) || hasPanic(offered)) {
                return offered;
            }
            refusal = wrongType();
        } catch (ProblemException e) {
            refusal = TAKEN.contains(type) ? e : wrongType();
        } catch (Unreadable e) {
            refusal = TAKEN.contains(type)
                    ? Problem.of(400, "malformed", "The body cannot be read", "The body is " + e.getMessage() + ".")
                            .toException()
                    : wrongType();
        }
        Offered salvaged = salvaged(headers, plain);
        if (hasPanic(salvaged)) {
            return salvaged;
        }
        throw refusal;
    }

    /** What names an event in headers, as in binary mode, in an order of its own; empty where nothing does. */
    static Optional<String> named(MultiMap headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && NAMING.contains(name.substring(PREFIX.length()))) {
                lines.add(name + ": " + header.getValue());
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(lines.stream().sorted().collect(Collectors.joining("\n")));
    }

    private static boolean hasPanic(Offered offered) {
        return offered.events().stream().anyMatch(event -> EventReader.isPanic(event.node()));
    }

    private static ProblemException wrongType() {
        return Problem.of(
                        415,
                        "unsupported-media-type",
                        "This content type is not taken here",
                        "Send one of " + String.join(", ", new TreeSet<>(TAKEN)) + ".")
                .about("Content-Type")
                .toException();
    }

    private static byte[] unpacked(MultiMap headers, byte[] body, int maxBody) {
        String encoding = headers.get("content-encoding");
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.strip().equalsIgnoreCase("gzip")) {
            throw Problem.of(
                            415,
                            "unsupported-media-type",
                            "This content encoding is not taken here",
                            "Send the body as it is, or by gzip.")
                    .about("Content-Encoding")
                    .toException();
        }
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = unpacking.readNBytes(maxBody + 1);
            if (plain.length > maxBody) {
                throw Problem.of(
                                413,
                                "too-large",
                                "The body is too large",
                                "At most " + maxBody + " bytes are taken, unpacked.")
                        .toException();
            }
            return plain;
        } catch (IOException broken) {
            throw Problem.of(400, "malformed", "The body cannot be read", "The body is no gzip.")
                    .toException();
        }
    }

    private static Offered strictly(String type, MultiMap headers, byte[] body) throws Unreadable {
        if (isBinary(type, headers)) {
            return new Offered(false, List.of(binary(headers, body)));
        }
        String text = StrictJson.text(body);
        boolean array = text.stripLeading().startsWith("[");
        if (type.equals(BATCH) && !array) {
            throw Problem.of(400, "malformed", "This is no batch", "A batch is a JSON array of events.")
                    .at("")
                    .toException();
        }
        boolean batch = array && !type.equals(STRUCTURED);
        List<StrictJson.Value> events = batch ? StrictJson.readEach(text) : List.of(StrictJson.read(text));
        if (array && !batch && StrictJson.readEach(text).stream().anyMatch(e -> EventReader.isPanic(e.node()))) {
            batch = true;
            events = StrictJson.readEach(text);
        }
        return new Offered(batch, events.stream().map(EventModes::withoutBase64).toList());
    }

    /** What can be read of a body that cannot be read. Where it is no text, it is kept as bytes. */
    private static Offered salvaged(MultiMap headers, byte[] body) {
        String utf8 = new String(body, StandardCharsets.UTF_8);
        String raw = utf8.indexOf('\uFFFD') < 0 && utf8.indexOf('\0') < 0
                ? utf8
                : "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(body);
        String text =
                fromItsStart(utf16(body).map(wide -> new String(body, wide)).orElse(utf8));
        boolean array = text.startsWith("[");
        List<StrictJson.Value> values = array ? StrictJson.salvage(text) : inARow(text);
        boolean batch = array || values.size() > 1;
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        List<Fault> faults = new ArrayList<>();
        attributes(headers, envelope, faults);
        if (EventReader.isPanic(envelope)) {
            if (!values.get(0).node().isNull()) {
                envelope.set("data", values.get(0).node());
            }
            faults.add(new Fault("/data", "is not JSON"));
            return new Offered(false, List.of(new StrictJson.Value(envelope, faults, Optional.of(raw))));
        }
        return new Offered(
                batch,
                values.stream()
                        .map(v -> batch && v.faults().isEmpty()
                                ? v // read whole
                                : new StrictJson.Value(v.node(), v.faults(), Optional.of(raw)))
                        .map(EventModes::withoutBase64)
                        .toList());
    }

    /** One object, or several with line breaks or commas between them: of two calls for help neither may be swallowed. */
    private static List<StrictJson.Value> inARow(String text) {
        List<StrictJson.Value> byLine = withoutTheRest(StrictJson.salvage(text));
        if (byLine.size() > 1) {
            return byLine;
        }
        List<StrictJson.Value> byComma = withoutTheRest(StrictJson.salvage("[" + text + "]")).stream()
                .filter(value -> value.node().isObject())
                .toList();
        return byComma.size() > 1 ? byComma : byLine;
    }

    private static List<StrictJson.Value> withoutTheRest(List<StrictJson.Value> values) {
        return values.size() > 1 ? values.subList(0, values.size() - 1) : values;
    }

    /** Without what stands before the first thing that can be a JSON value: a mark, or what a sender spilt. */
    private static String fromItsStart(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{' || text.charAt(i) == '[') {
                return text.substring(i);
            }
        }
        return text;
    }

    /** Which UTF-16 this is: JSON begins with two characters of ASCII, behind a mark or not (RFC 4627, section 3). */
    private static Optional<Charset> utf16(byte[] body) {
        int at = body.length > 3 && (body[0] & body[1] & 0xFE) == 0xFE ? 2 : 0;
        if (body.length < at + 2 || (body[at] == 0) == (body[at + 1] == 0)) {
            return Optional.empty();
        }
        return Optional.of(body[at] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }

    private static String mediaType(MultiMap headers) {
        String type = headers.get("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isBinary(String type, MultiMap headers) {
        return !type.equals(BATCH)
                && !type.equals(STRUCTURED)
                && headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()));
    }

    private static StrictJson.Value binary(MultiMap headers, byte[] body) throws Unreadable {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        List<Fault> faults = new ArrayList<>();
        attributes(headers, envelope, faults);
        Optional<String> raw = Optional.empty();
        if (body.length > 0) {
            StrictJson.Value data = StrictJson.read(body);
            put("data", data, envelope, faults);
            raw = data.raw();
        }
        return new StrictJson.Value(envelope, faults, raw);
    }

    private static void attributes(MultiMap headers, ObjectNode envelope, List<Fault> faults) {
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                attribute(name.substring(PREFIX.length()), header.getValue(), envelope, faults);
            }
        }
    }

    private static void attribute(String name, String header, ObjectNode envelope, List<Fault> faults) {
        if (envelope.has(name) || name.equals("data") || name.equals("data_base64")) {
            faults.add(new Fault("/" + name, envelope.has(name) ? "stands there twice" : "is no header"));
            return;
        }
        try {
            String value = StrictJson.text(percentDecoded(unquoted(header.strip())));
            if (value.indexOf('\0') >= 0) {
                faults.add(new Fault("/" + name, "holds NUL"));
                value = value.replace('\0', '\uFFFD');
            }
            envelope.put(name, value);
        } catch (Unreadable e) {
            faults.add(new Fault("/" + name, "is " + e.getMessage()));
        }
    }

    /** RFC 7230 §3.2.6; what today's senders write is percent-encoded instead, but older ones quote. */
    private static String unquoted(String header) {
        if (header.length() < 2 || !header.startsWith("\"") || !header.endsWith("\"")) {
            return header;
        }
        return header.substring(1, header.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** One round of percent-decoding. What is no pair of hex digits stands for itself. */
    private static byte[] percentDecoded(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1); // a header's chars are its bytes
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toByteArray();
    }

    /** {@code data_base64} is for bytes that are no JSON; where it holds JSON after all, that is the data. */
    private static StrictJson.Value withoutBase64(StrictJson.Value event) {
        if (!(event.node() instanceof ObjectNode envelope) || !envelope.has("data_base64")) {
            return event;
        }
        JsonNode base64 = envelope.remove("data_base64");
        List<Fault> faults = new ArrayList<>(event.faults());
        try {
            if (envelope.has("data")) {
                faults.add(new Fault("/data_base64", "stands beside data"));
            } else {
                put("data", StrictJson.read(Base64.getDecoder().decode(base64.asText())), envelope, faults);
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("/data_base64", "is no base64"));
        } catch (Unreadable e) {
            faults.add(new Fault("/data_base64", "holds what is " + e.getMessage()));
        }
        return new StrictJson.Value(
                envelope,
                faults,
                event.raw().or(() -> Optional.of(base64.asText()).filter(text -> !faults.isEmpty())));
    }

    private static void put(String name, StrictJson.Value value, ObjectNode envelope, List<Fault> faults) {
        if (!value.node().isNull()) {
            envelope.set(name, value.node());
        }
        value.faults().forEach(fault -> faults.add(new Fault("/" + name + fault.pointer(), fault.detail())));
    }
}
