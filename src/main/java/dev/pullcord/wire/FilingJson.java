package dev.pullcord.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pullcord.evidence.Completeness;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Particulars;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Filings as the contract's JSON. What is absent is left out. */
public final class FilingJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new ToTheMillisecond()))
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private FilingJson() {}

    private static final class ToTheMillisecond extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        ToTheMillisecond() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(CaseView.time(at));
        }
    }

    /**
     * What somebody wants a filing to say.
     *
     * @param node as the contract has it
     * @return empty if it is not: a rule that its schema cannot say is broken
     */
    public static Optional<Particulars> particulars(JsonNode node) {
        try {
            return Optional.of(MAPPER.treeToValue(node, Particulars.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // its message would quote what was sent
        }
    }

    /** One in a list: how far it is, and nothing of whom it is about. */
    public static ObjectNode item(Filing filing, Completeness completeness, Instant now) {
        ObjectNode node = JSON.objectNode()
                .put("id", filing.id())
                .put("case", filing.caseId())
                .put("authority", filing.authority())
                .put("state", filing.state().word())
                .put("drill", filing.drill())
                .put("decisionId", filing.knowledge().decisionId())
                .put("knowledgeAt", CaseView.time(filing.knowledge().at()))
                .put("dueAt", CaseView.time(filing.knowledge().dueAt()))
                .put(
                        "overdue",
                        filing.progress().submittedAt().isEmpty()
                                && !filing.state().over()
                                && !filing.knowledge().dueAt().isAfter(now))
                .put("draftedBy", filing.hands().draftedBy())
                .put("draftedAt", CaseView.time(filing.hands().draftedAt()))
                .put("completeness", completeness.percent())
                .put("enough", completeness.enough())
                .put("version", filing.version());
        filing.followsUp().ifPresent(id -> node.put("followsUp", id));
        filing.hands().confirmedBy().ifPresent(by -> node.put("confirmedBy", by));
        filing.hands().confirmedAt().ifPresent(at -> node.put("confirmedAt", CaseView.time(at)));
        filing.hands().submittedBy().ifPresent(by -> node.put("submittedBy", by));
        if (filing.state() == FilingState.SUBMITTING) {
            filing.hands()
                    .taken()
                    .ifPresent(
                            taken -> node.put("takenBy", taken.by()).put("takenUntil", CaseView.time(taken.until())));
        }
        progress(node, filing.progress());
        return node;
    }

    private static void progress(ObjectNode node, Filing.Progress progress) {
        progress.environment().ifPresent(where -> node.put("environment", where.word()));
        progress.reference().ifPresent(known -> node.put("reference", known));
        progress.submittedAt().ifPresent(at -> node.put("submittedAt", CaseView.time(at)));
        progress.receipt().ifPresent(receipt -> node.put("receipt", receipt));
        progress.dueAt().ifPresent(at -> node.put("nextTryAt", CaseView.time(at)));
        if (progress.tries() > 0) {
            node.put("tries", progress.tries());
        }
    }

    /** All of it. */
    public static ObjectNode whole(Filing filing, Completeness completeness, Instant now) {
        ObjectNode node = item(filing, completeness, now);
        ArrayNode authors = node.putArray("authors");
        filing.hands().authors().forEach(authors::add);
        filing.progress().said().ifPresent(words -> node.put("said", words));
        if (!filing.hands().receipts().isEmpty()) {
            ArrayNode receipts = node.putArray("receipts");
            filing.hands()
                    .receipts()
                    .forEach(one -> receipts.addObject()
                            .put("by", one.by())
                            .put("at", CaseView.time(one.at()))
                            .put("reference", one.reference())
                            .put("proof", one.proof()));
        }
        ArrayNode missing = node.putArray("missing");
        completeness
                .missing()
                .forEach(gap -> missing.addObject()
                        .put("pointer", gap.pointer())
                        .put("adds", gap.weight())
                        .put("needed", gap.needed())
                        .put("why", gap.why()));
        node.set("particulars", MAPPER.valueToTree(filing.particulars()));
        return node;
    }
}
