package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One event of every sort, with every field of it. */
public final class SampleEvents {
    public static final JsonMapper JSON = new JsonMapper();

    private static final String REPORT = """
            {"meeting":{"id":"m-1","instanceId":"m-1/2","title":"Homework","e2ee":true},
             "reporter":{"accountId":"a-rep","participantId":"p-rep","displayName":"Rep","role":"guest"},
             "subject":{"accountId":"a-sub","participantId":"p-sub","displayName":"Sub","role":"host"},
             "reason":"grooming","immediateDanger":true,"minorInvolved":true,"text":"wörds \\n \\u0001 😀","language":"pt-BR",
             "exposed":["a-1","a-2"],"drill":true,
             "evidence":[{"id":"ev-1","kind":"still","sha256":"%s","bytes":12,"mime":"image/png",
               "capturedAt":"2026-11-01T10:00:00.500Z","capturedBy":"reporter","href":"https://acme.example/ev/1"}]}""".formatted("ab".repeat(32));
    private static final String CORRECTION = """
            {"receipt":"AAMIKxd3bwyJZzLtHhUrYSE4","eventId":"e-1","text":"more"}""";
    private static final String IN_MEETING = """
            {"meeting":{"id":"m-1","instanceId":"m-1/2","title":"Homework","e2ee":false},
             "participant":{"accountId":"a-1","participantId":"p-1","displayName":"One","role":"guest","ageBand":"minor"}}""";
    private static final String CONFIRMED = """
            {"meeting":{"id":"m-1","instanceId":"m-1/2","title":"Homework","e2ee":false},"actionId":"c000-x.d1.a1",
             "participant":{"accountId":"a-1","participantId":"p-1","displayName":"One","role":"guest","ageBand":"minor"}}""";

    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry(
                    "payment",
                    "{\"rail\":\"card\",\"handleHash\":\"hmac-sha256:5e884898da280471\",\"round\":true,\"late\":false,\"description\":\"gift 2\","
                            + "\"descriptionClass\":\"unusual\",\"meeting\":\"m-1\"}"),
            Map.entry(
                    "contactRequested",
                    "{\"accepted\":true,\"mutual\":false,\"ageBand\":\"adult\",\"counterpartyAgeBand\":\"minor\","
                            + "\"ageVerified\":true}"),
            Map.entry("blocked", "{}"),
            Map.entry("linkShared", "{\"domainClass\":\"messenger\"}"),
            Map.entry("accountCreated", "{\"ageBand\":\"adult\",\"verified\":true}"),
            Map.entry("accountSanctioned", "{\"measure\":\"suspended\"}"),
            Map.entry("profileChanged", "{\"field\":\"age\",\"ageBandBefore\":\"adult\",\"ageBandAfter\":\"minor\"}"),
            Map.entry("deviceSeen", "{\"deviceHash\":\"hmac-sha256:9f86d081884c7d65\"}"),
            Map.entry("networkSeen", "{\"networkHash\":\"n83hfGz_0aPq-zz81Lm0==\",\"class\":\"vpn\"}"),
            Map.entry("classifierScored", "{\"classifier\":\"nsfw-1.2\",\"label\":\"nudity\",\"score\":0.75}"),
            Map.entry("hashMatched", "{\"bank\":\"ncmec\",\"evidenceId\":\"ev-1\"}"),
            Map.entry("contactsViewed", "{\"count\":12}"),
            Map.entry("messageBurst", "{\"recipients\":40,\"similarity\":0.98,\"windowSeconds\":60}"),
            Map.entry(
                    "meetingAttended",
                    "{\"people\":2,\"seconds\":61.5,\"published\":true,\"publishing\":1,\"returning\":0,\"restricted\":true,"
                            + "\"paid\":true,\"hosted\":false,\"noticeSeconds\":60}"));

    private SampleEvents() {}

    /** Each sort's name ({@code type}, or {@code type kind} for signals) and its full event. */
    public static Map<String, ObjectNode> all() {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        put(all, "report.flagged", REPORT);
        put(all, "report.panic", REPORT);
        put(all, "report.withdrawn", CORRECTION);
        put(all, "report.detailsAdded", CORRECTION);
        put(all, "meeting.started", IN_MEETING);
        put(all, "meeting.ended", IN_MEETING);
        for (String type : new String[] {
            "participant.joined", "participant.left", "participant.removed",
            "media.published", "media.unpublished", "media.muted"
        }) {
            put(all, type, IN_MEETING);
        }
        put(all, "action.confirmed", CONFIRMED);
        new java.util.TreeMap<>(ATTRIBUTES)
                .forEach((kind, attributes) ->
                        all.put("signal.observed " + kind, event("signal.observed", """
                        {"account":"a-1","kind":"%s","meeting":{"id":"m-1"},"counterparty":"a-2",
                         "amount":{"minor":500,"currency":"EUR"},"attributes":%s}""".formatted(kind, attributes))));
        return all;
    }

    private static void put(Map<String, ObjectNode> all, String type, String data) {
        all.put(type, event(type, data));
    }

    /** An event of {@code dev.pullcord.<type>.v1} with this data. */
    public static ObjectNode event(String type, String data) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", "e-1")
                .put("source", "//acme/eu")
                .put("type", "dev.pullcord." + type + ".v1")
                .put("time", "2026-11-02T09:00:00.123Z");
        event.set("data", json(data));
        return event;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
