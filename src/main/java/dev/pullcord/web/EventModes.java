package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.wire.StrictJson;
import dev.pullcord.wire.StrictJson.Fault;
import dev.pullcord.wire.StrictJson.Unreadable;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ways in which CloudEvents come over HTTP (CloudEvents 1.0.2, HTTP protocol binding): structured, batched, binary.
 * Each is brought into the structured form. Pure.
 */
final class EventModes {
    private static final String PREFIX = "ce-";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STRUCTURED = "application/cloudevents+json";

    private EventModes() {}

    /**
     * What was sent.
     *
     * @param batch whether it is to be answered event by event
     * @param events each with what is wrong with its JSON
     */
    record Offered(boolean batch, List<StrictJson.Value> events) {}

    /**
     * Reads a request.
     *
     * @throws ProblemException if the whole of it cannot be read
     */
    static Offered read(MultiMap headers, byte[] body) {
        String encoding = headers.get("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                            415,
                            "unsupported-media-type",
                            "This content encoding is not taken here",
                            "Send the body as it is.")
                    .about("Content-Encoding")
                    .toException();
        }
        try {
            String type = mediaType(headers);
            if (!type.equals(BATCH) && !type.equals(STRUCTURED) && isBinary(headers)) {
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
            return new Offered(
                    batch, events.stream().map(EventModes::withoutBase64).toList());
        } catch (Unreadable e) {
            throw Problem.of(400, "malformed", "The body cannot be read", "The body is " + e.getMessage() + ".")
                    .toException();
        }
    }

    private static String mediaType(MultiMap headers) {
        String type = headers.get("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isBinary(MultiMap headers) {
        return headers.names().stream().anyMatch(name -> name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()));
    }

    private static StrictJson.Value binary(MultiMap headers, byte[] body) throws Unreadable {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                attribute(name.substring(PREFIX.length()), header.getValue(), envelope, faults);
            }
        }
        if (body.length > 0) {
            put("data", StrictJson.read(body), envelope, faults);
        }
        return new StrictJson.Value(envelope, faults);
    }

    private static void attribute(String name, String header, ObjectNode envelope, List<Fault> faults) {
        if (envelope.has(name) || name.equals("data") || name.equals("data_base64")) {
            faults.add(new Fault("/" + name, envelope.has(name) ? "the name stands twice" : "is no header"));
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
        return new StrictJson.Value(envelope, faults);
    }

    private static void put(String name, StrictJson.Value value, ObjectNode envelope, List<Fault> faults) {
        if (!value.node().isNull()) {
            envelope.set(name, value.node());
        }
        value.faults().forEach(fault -> faults.add(new Fault("/" + name + fault.pointer(), fault.detail())));
    }
}
