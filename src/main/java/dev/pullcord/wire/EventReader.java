package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Report;
import dev.pullcord.wire.StrictJson.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads events as platforms send them, against the contract. Anything but a panic is refused for what is wrong with it;
 * a panic is mended (see {@link PanicMender}). Immutable, safe on any thread; a few microseconds an event.
 */
public final class EventReader {
    private static final Duration AHEAD = Duration.ofHours(24); // clocks go wrong by zones, not by more
    private static final long BACK_DAYS = 3653; // ten years
    private static final String PANIC_OF_ANY_VERSION = "dev.pullcord.report.panic";
    private static final Set<String> ENVELOPE =
            Set.of("specversion", "id", "source", "type", "time", "datacontenttype", "data", "data_base64");

    private final Map<String, Form> byType = new HashMap<>();
    private final Map<String, Form> byKind = new HashMap<>();

    /** What is known of one sort of data. */
    record Form(Contract.Check check, Shape shape) {}

    public EventReader(Contract contract) {
        JsonNode schemas = contract.document().at("/components/schemas");
        mapping(schemas, "Event").forEach((type, event) -> {
            String data =
                    contract.document().at(event + "/properties/data/$ref").asText();
            byType.put(type, form(contract, data.substring(1)));
        });
        mapping(schemas, "Signal").forEach((kind, data) -> byKind.put(kind, form(contract, data)));
    }

    private static Map<String, String> mapping(JsonNode schemas, String name) {
        Map<String, String> mapping = new HashMap<>();
        schemas.at("/" + name + "/discriminator/mapping")
                .properties()
                .forEach(e -> mapping.put(e.getKey(), e.getValue().asText().substring(1)));
        return mapping;
    }

    private static Form form(Contract contract, String pointer) {
        return new Form(
                contract.check(pointer), Shape.of(contract, contract.document().at(pointer)));
    }

    /**
     * What an offered event turned out to be: one of the two is there.
     *
     * @param id its id as far as it could be read
     * @param event the event, valid
     * @param refusal why it is none
     */
    public record Reading(Optional<String> id, Optional<Event> event, Optional<Refusal> refusal) {}

    /** Whether this looks like a panic, whatever is wrong with it: of an unknown version, or without one. */
    public static boolean isPanic(JsonNode envelope) {
        String type = envelope.path("type").asText().strip().toLowerCase(Locale.ROOT);
        return type.equals(PANIC_OF_ANY_VERSION) || type.startsWith(PANIC_OF_ANY_VERSION + '.');
    }

    /**
     * Reads one event.
     *
     * @param offered a CloudEvent in its structured form with what is wrong with its JSON; it is changed
     * @param now the time of receipt
     */
    public Reading read(StrictJson.Value offered, Instant now) {
        if (!(offered.node() instanceof ObjectNode envelope)) {
            return new Reading(Optional.empty(), Optional.empty(), Optional.of(invalid("", "is no object")));
        }
        if (isPanic(envelope)) {
            Event panic = panic(envelope, offered.raw(), now);
            return new Reading(Optional.of(panic.id()), Optional.of(panic), Optional.empty());
        }
        Optional<String> id = Optional.ofNullable(envelope.path("id").textValue());
        try {
            return new Reading(id, Optional.of(strictly(envelope, offered.faults(), now)), Optional.empty());
        } catch (Refused refused) {
            return new Reading(id, Optional.empty(), Optional.of(refused.refusal));
        }
    }

    private Event strictly(ObjectNode envelope, List<Fault> faults, Instant now) throws Refused {
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            List<Refusal> others = faults.stream()
                    .skip(1)
                    .limit(Refusal.MOST_FAULTS - 1)
                    .map(fault -> invalid(fault.pointer(), fault.detail()))
                    .toList();
            throw new Refused(new Refusal(Refusal.INVALID_EVENT, first.pointer(), first.detail(), others));
        }
        if (!"1.0".equals(word(envelope, "specversion"))) {
            throw new Refused(invalid("/specversion", "is not \"1.0\""));
        }
        String type = word(envelope, "type");
        String id = id(envelope, "id");
        String source = id(envelope, "source");
        if (PanicMender.isOurs(source)) {
            throw new Refused(
                    invalid("/source", "begins with " + PanicMender.OURS + ", which is for the service's own events"));
        }
        Instant time = time(envelope, now);
        List<Map.Entry<String, JsonNode>> attributes = attributes(envelope);
        if (!byType.containsKey(type)) {
            throw new Refused(new Refusal(Refusal.UNKNOWN_TYPE, "/type", "is none that is known"));
        }
        JsonNode data = envelope.get("data");
        if (data == null) {
            throw new Refused(invalid("/data", "is missing"));
        }
        Form form = form(type, data);
        Optional<Refusal> refusal = form.check().refusal(data, Refusal.INVALID_EVENT);
        if (refusal.isPresent()) {
            throw new Refused(refusal.get().within("/data"));
        }
        checkFurther(type, data);
        keepUnknown((ObjectNode) data, form.shape());
        return event(id, source, time, type, (ObjectNode) data, attributes);
    }

    private Form form(String type, JsonNode data) throws Refused {
        if (!type.equals(Observation.TYPE)) {
            return byType.get(type);
        }
        if (!data.isObject()) {
            throw new Refused(invalid("/data", "is not of type object"));
        }
        JsonNode kind = data.path("kind");
        if (kind.isMissingNode()) {
            throw new Refused(invalid("/data/kind", "is missing"));
        }
        Form form = byKind.get(kind.asText());
        if (form == null) {
            throw new Refused(invalid("/data/kind", "is no kind of signal"));
        }
        return form;
    }

    /** What the schemas cannot say. */
    private static void checkFurther(String type, JsonNode data) throws Refused {
        if (type.equals(Correction.WITHDRAWN) || type.equals(Correction.DETAILS_ADDED)) {
            if (!data.has("receipt") && !data.has("eventId")) {
                throw new Refused(invalid("/data/receipt", "is missing, and so is eventId: one of them is needed"));
            }
        } else if (type.equals(Observation.TYPE)) {
            refuseRawIds("/data/attributes", data.path("attributes"));
            refuseRawIds("/data/ext", data.path("ext"));
        }
    }

    private static void refuseRawIds(String pointer, JsonNode node) throws Refused {
        if (node.isTextual()) {
            if (RawIds.holdsRawId(node.textValue())) {
                throw new Refused(
                        invalid(pointer, "holds an address, e-mail, card, account or phone number: these are refused"));
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                refuseRawIds(pointer + Refusal.step(field.getKey()), field.getValue());
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                refuseRawIds(pointer + "/" + i, node.get(i));
            }
        }
    }

    private Event panic(ObjectNode envelope, Optional<String> raw, Instant now) {
        Form form = byType.get(Report.PANIC);
        PanicMender mender = new PanicMender(form.check());
        String offered = raw.orElseGet(envelope::toString); // two that broke alike are still told apart
        if (!Report.PANIC.equals(envelope.path("type").textValue())) {
            mender.keep("type", envelope.path("type"));
        }
        raw.ifPresent(text -> mender.keep("raw", TextNode.valueOf(text)));
        String id = mender.id(envelope, "id", offered);
        String source = mender.source(envelope);
        ObjectNode data = mender.mend(envelope);
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        try {
            time = time(envelope, now);
        } catch (Refused refused) {
            mender.keep("time", envelope.path("time"));
        }
        List<Map.Entry<String, JsonNode>> attributes;
        try {
            attributes = attributes(envelope);
        } catch (Refused refused) {
            attributes = List.of();
        }
        keepUnknown(data, form.shape());
        mender.writeKept(data);
        return event(id, source, time, Report.PANIC, data, attributes);
    }

    private static void keepUnknown(ObjectNode data, Shape shape) {
        shape.takeUnknown(data).ifPresent(unknown -> addTo(data, unknown));
    }

    /** Puts fields under {@code ext}; one whose name is taken there gets the first free number behind it. */
    static void addTo(ObjectNode data, ObjectNode fields) {
        ObjectNode ext = data.get("ext") instanceof ObjectNode there ? there : data.putObject("ext");
        fields.properties().forEach(field -> {
            String name = field.getKey();
            for (int n = 2; ext.has(name); n++) {
                name = field.getKey() + "_" + n;
            }
            ext.set(name, field.getValue());
        });
    }

    private static Event event(
            String id,
            String source,
            Instant time,
            String type,
            ObjectNode data,
            List<Map.Entry<String, JsonNode>> attributes) {
        Body body = EventBodies.of(type, data).orElseThrow();
        return new Event(id, source, time, body, EventCodec.document(id, source, time, type, data, attributes));
    }

    private static String word(ObjectNode envelope, String name) throws Refused {
        JsonNode node = envelope.get(name);
        if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
            throw new Refused(invalid("/" + name, node == null ? "is missing" : "is no text, or empty"));
        }
        return node.textValue();
    }

    private static String id(ObjectNode envelope, String name) throws Refused {
        String id = word(envelope, name);
        if (!Contract.isId(id)) {
            throw new Refused(invalid("/" + name, "is longer than " + Contract.MAX_ID_BYTES + " bytes of UTF-8"));
        }
        return id;
    }

    private static Instant time(ObjectNode envelope, Instant now) throws Refused {
        JsonNode node = envelope.get("time");
        if (node == null) {
            return now.truncatedTo(ChronoUnit.MILLIS);
        }
        Instant time = Optional.ofNullable(node.textValue())
                .flatMap(Contract::time)
                .orElseThrow(() -> new Refused(invalid("/time", "is no RFC 3339 time")))
                .truncatedTo(ChronoUnit.MILLIS);
        if (time.isAfter(now.plus(AHEAD))) {
            throw new Refused(invalid("/time", "is more than 24 hours ahead"));
        }
        if (time.isBefore(now.minus(BACK_DAYS, ChronoUnit.DAYS))) {
            throw new Refused(invalid("/time", "is more than 10 years back"));
        }
        return time;
    }

    /** The CloudEvent's other attributes. By its specification their names are lower-case and their values scalar. */
    private static List<Map.Entry<String, JsonNode>> attributes(ObjectNode envelope) throws Refused {
        List<Map.Entry<String, JsonNode>> attributes = List.of();
        for (Map.Entry<String, JsonNode> field : envelope.properties()) {
            if (!ENVELOPE.contains(field.getKey())) {
                if (field.getValue().isContainerNode()) {
                    throw new Refused(invalid(
                            Refusal.step(field.getKey()), "is an attribute of a CloudEvent and must be scalar"));
                }
                attributes = attributes.isEmpty() ? new ArrayList<>(4) : attributes;
                attributes.add(Map.entry(field.getKey(), field.getValue()));
            }
        }
        return attributes;
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(Refusal.INVALID_EVENT, pointer, detail);
    }

    /** Carries a refusal out of the reading; has no stack, for bad events may come by the thousand. */
    private static final class Refused extends Exception {
        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.word(), null, false, false);
            this.refusal = refusal;
        }
    }
}
