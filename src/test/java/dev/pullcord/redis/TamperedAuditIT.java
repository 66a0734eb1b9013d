package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is done in Redis to what was remembered is found, and where. */
class TamperedAuditIT {
    private static final ChainId DESK = new ChainId("tandem", 0, ChainId.Hand.DESK);

    /** Writes the chain anew from its copy, one entry's one field changed at one byte: 0 flips a bit, 1 puts a space before it. */
    private static final String EDIT = """
            local entries = redis.call('XRANGE', KEYS[2], '-', '+')
            local at, field, byte = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            redis.call('DEL', KEYS[1])
            local before = entries[at][2][field]
            local middle = ARGV[4] == '0' and string.char(bit.bxor(string.byte(before, byte), 1))
              or ' ' .. string.sub(before, byte, byte)
            entries[at][2][field] = string.sub(before, 1, byte - 1) .. middle .. string.sub(before, byte + 1)
            for _, entry in ipairs(entries) do
              redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))
            end
            return 'OK'
            """;

    /** Adds these fields to one entry, and writes the chain anew. */
    private static final String ADD = """
            local entries = redis.call('XRANGE', KEYS[1], '-', '+')
            redis.call('RENAME', KEYS[1], KEYS[2])
            for i, entry in ipairs(entries) do
              if i == tonumber(ARGV[1]) then
                table.insert(entry[2], ARGV[2])
                table.insert(entry[2], ARGV[3])
              end
              redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))
            end
            return 'OK'
            """;

    /** Gives one entry another detail, and writes the chain anew. */
    private static final String REPLACE = """
            local entries = redis.call('XRANGE', KEYS[1], '-', '+')
            redis.call('RENAME', KEYS[1], KEYS[2])
            for i, entry in ipairs(entries) do
              if i == tonumber(ARGV[1]) then
                entry[2][16] = ARGV[2] -- its detail
              end
              redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))
            end
            return 'OK'
            """;

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private Ground ground;
    private Case open;
    private String chain;
    private String timeline;

    @BeforeEach
    void aCaseThatWasLookedAtThreeTimes() {
        ground = RedisGround.on(RedisGround.sealed(redis.link(), prefix, Clock.fixed(Events.T0, ZoneOffset.UTC)), 1);
        open = ground.flagged("e1", "mallory", Events.T0);
        for (int n = 1; n <= 3; n++) {
            Ground.now(ground.audit().append(DESK, look(n)));
        }
        chain = keys.audit(DESK);
        timeline = keys.timeline(new Partition("tandem", 0), open.id());
        assertThat(ground.auditFaults()).isEmpty();
    }

    private AuditDraft look(int n) {
        return new AuditDraft(
                Events.T0.plusSeconds(n),
                "ann",
                "lead",
                "case_viewed",
                Optional.of(open.id()),
                new TreeMap<>(Map.of("n", "ü" + n, "why", "asked \"again\"")));
    }

    @Test
    void anyOneByteOfAnEntryThatIsChangedIsFoundInIt() {
        List<String> unseen = new ArrayList<>();
        List<String> fields = fields(2);
        assertThat(fields).anyMatch(CaseSeal::isSealed);
        Verification walk = new Verification(ground.audit(), 50);
        Ground.now(redis.commands().copy(chain, chain + ":kept"));
        for (int field = 1; field <= fields.size(); field++) {
            int length = fields.get(field - 1).getBytes(StandardCharsets.UTF_8).length;
            boolean spaced = fields.get(field - 1).startsWith("{"); // where JSON bears a space unchanged
            for (int at = 1; at <= length; at++) {
                for (String how : spaced ? List.of("0", "1") : List.of("0")) {
                    Ground.now(redis.commands()
                            .eval(EDIT, ScriptOutputType.STATUS, twoKeys(), "2", "" + field, "" + at, how));
                    List<Verification.Fault> faults =
                            Ground.now(walk.run(List.of(DESK))).faults();
                    if (faults.size() != 1 || faults.get(0).seq() != 2) {
                        unseen.add("field " + field + " byte " + at + " " + how + ": " + faults);
                    }
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    @Test
    void aFieldThatIsAddedToAnEntryIsFoundAlsoWhereItRepeatsOne() {
        for (List<String> field : List.of(List.of("note", "x"), List.of("actor", "ann"), List.of("actor", "bob"))) {
            Ground.now(redis.commands().eval(ADD, ScriptOutputType.STATUS, twoKeys(), "2", field.get(0), field.get(1)));

            assertThat(faults()).containsExactly("tandem partition 0, desk 2: entry 2 is not kept as it was written");
            Ground.now(redis.commands().rename(chain + ":kept", chain));
        }
    }

    /** Only what was forgotten with its case may be unreadable, and this case is there. */
    @Test
    void aDetailThatIsMadeToLookForgottenIsFound() {
        for (String detail : List.of("sealed.1.aaaaaaaaaaaa-0.AAAA", "{\"forgotten\":\"true\"}")) {
            Ground.now(redis.commands().eval(REPLACE, ScriptOutputType.STATUS, twoKeys(), "2", detail));

            assertThat(faults()).as(detail).singleElement().asString().startsWith("tandem partition 0, desk 2: ");
            Ground.now(redis.commands().rename(chain + ":kept", chain));
        }
    }

    @Test
    void anEntryPutInWhereNoneBelongsIsFound() {
        ChainId clock = new ChainId("tandem", 0, ChainId.Hand.CLOCK);
        put(keys.audit(clock), "0-1");
        assertThat(faults()).containsExactly("tandem partition 0, clock 1: entry 1 is missing, 0 stands in its place");
        Ground.now(redis.commands().del(keys.audit(clock)));

        put(chain, "3-1");
        assertThat(faults()).containsExactly("tandem partition 0, desk 4: entry 4 is missing, 3 stands in its place");
    }

    private void put(String key, String id) {
        Map<String, String> body = Map.of("actor", "bob", "verb", "case_viewed", "at_ms", "1", "detail", "{}");
        Ground.now(redis.commands().xadd(key, new XAddArgs().id(id), body));
    }

    @Test
    void aTimelineThatTellsOfOtherEntriesThanTheChainsDoIsFound() {
        List<String> whole = Ground.now(redis.commands().lrange(timeline, 0, -1));
        assertThat(whole).hasSizeGreaterThan(3).endsWith("desk 1", "desk 2", "desk 3");

        Ground.now(redis.commands().lrem(timeline, 1, "desk 2"));
        assertThat(faults()).containsExactly(lacks(2));
        restore(whole);

        Ground.now(redis.commands().rpop(timeline));
        assertThat(faults()).containsExactly(lacks(3));
        restore(whole);

        Ground.now(redis.commands().lset(timeline, whole.size() - 2, "desk 1"));
        assertThat(faults()).containsExactly(wrong(1));
        restore(whole);

        Ground.now(redis.commands().rpush(timeline, "desk 2"));
        assertThat(faults()).containsExactly(wrong(2));
        restore(whole);

        Ground.now(redis.commands().rpush(timeline, "desk 9"));
        assertThat(faults()).containsExactly(wrong(9));
        restore(whole);

        for (String odd : List.of("desk 03", "desk 3 ", "Desk 3", "desk", "")) {
            Ground.now(redis.commands().lset(timeline, -1, odd));
            assertThat(faults())
                    .containsExactly("tandem partition 0, intake 0: the timeline of case " + open.id()
                            + " holds what names no entry");
        }
        Ground.now(redis.commands().del(timeline));
        assertThat(faults()).hasSize(1);
    }

    /** What the chain cannot know any more, the timelines still do. */
    @Test
    void anEndThatIsCutOffWithItsCountIsFoundByTheTimelinesThatNameIt() {
        Ground.now(redis.commands().xdel(chain, "2-0", "3-0"));
        Ground.now(
                redis.commands().eval("return redis.call('XSETID', KEYS[1], '1-0')", ScriptOutputType.STATUS, chain));

        assertThat(faults()).containsExactly(wrong(2));
    }

    @Test
    void aTimelineNamesNoEntryThatIsGoneByAnother() {
        Ground.now(redis.commands().xdel(chain, "2-0"));

        assertThat(Ground.now(ground.queue().timeline(ground.platform(), open.id(), 99)).stream()
                        .filter(entry -> entry.chain().equals(DESK))
                        .map(entry -> entry.draft().detail().get("n")))
                .containsExactly("ü1", "ü3");
    }

    private String lacks(int seq) {
        return "tandem partition 0, desk " + seq + ": the timeline of case " + open.id()
                + " does not name it in its place";
    }

    private String wrong(int seq) {
        return "tandem partition 0, desk " + seq + ": the timeline of case " + open.id()
                + " names it, where it does not belong";
    }

    private void restore(List<String> whole) {
        Ground.now(redis.commands().del(timeline));
        Ground.now(redis.commands().rpush(timeline, whole.toArray(String[]::new)));
    }

    private List<String> faults() {
        return ground.auditFaults().stream().map(Object::toString).toList();
    }

    private String[] twoKeys() {
        return new String[] {chain, chain + ":kept"};
    }

    /** As they lie there: behind another letter the link does not open what is sealed. */
    private List<String> fields(int seq) {
        List<Object> fields = Ground.now(
                redis.commands().eval("""
                        local fields = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1][2]
                        for i, field in ipairs(fields) do fields[i] = '=' .. field end
                        return fields
                        """, ScriptOutputType.MULTI, new String[] {chain}, Integer.toString(seq)));
        return fields.stream().map(field -> field.toString().substring(1)).toList();
    }
}
