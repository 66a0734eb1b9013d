package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Policies;
import dev.pullcord.review.ShadowNote;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Policies on Redis, all of a platform's in its first partition, so that a change and its audit entry are one step. */
public final class RedisPolicies implements Policies {
    private static final String PROPOSAL = "proposal:";

    private enum Add {
        ADDED,
        KNOWN,
        TAKEN
    }

    private enum Propose {
        PROPOSED,
        WAITING,
        UNKNOWN
    }

    private enum Activate {
        ACTIVATED,
        OWN,
        NOT_PROPOSED,
        MOVED
    }

    private enum Shadow {
        SET,
        UNKNOWN
    }

    private final RedisLink link;
    private final Keys keys;
    private final AuditedScript audited;
    private final Script add;
    private final Script propose;
    private final Script activate;
    private final Script shadow;
    private final ShadowCounts counts;

    RedisPolicies(RedisLink link, Keys keys, AuditedScript audited) {
        this.link = link;
        this.keys = keys;
        this.audited = audited;
        this.add = new Script(link, "add_policy");
        this.propose = new Script(link, "propose_policy");
        this.activate = new Script(link, "activate_policy");
        this.shadow = new Script(link, "shadow_policy");
        this.counts = new ShadowCounts(link, keys);
    }

    @Override
    public CompletionStage<AddReply> add(Platform platform, Stored stored, Moderator moderator) {
        AuditDraft draft = draft(
                stored.addedAt(),
                moderator,
                "policy_added",
                Map.of("policy", stored.version(), "policyDigest", stored.digest()));
        return run(
                        add,
                        "added",
                        platform,
                        draft,
                        List.of(keys.policies(home(platform.id()))),
                        List.of(stored.version(), stored.digest(), StoredJson.write(stored)))
                .thenApply(word -> AddReply.valueOf(Script.word(Add.class, word).name()));
    }

    @Override
    public CompletionStage<List<Stored>> all(Platform platform) {
        return link.commands()
                .hgetall(keys.policies(home(platform.id())))
                .thenApply(hash -> hash.values().stream()
                        .map(RedisPolicies::read)
                        .sorted(Comparator.comparing(Stored::addedAt).thenComparing(Stored::version))
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Stored>> find(String platform, String version) {
        return link.commands()
                .hget(keys.policies(home(platform)), version)
                .thenApply(text -> Optional.ofNullable(text).map(RedisPolicies::read));
    }

    @Override
    public CompletionStage<Standing> standing(String platform) {
        return link.commands().hgetall(keys.policy(home(platform))).thenApply(hash -> {
            List<Proposal> proposals = new ArrayList<>();
            new TreeMap<>(hash).forEach((field, value) -> {
                if (field.startsWith(PROPOSAL)) {
                    int space = value.indexOf(' ');
                    proposals.add(new Proposal(
                            field.substring(PROPOSAL.length()),
                            value.substring(space + 1),
                            Instant.ofEpochMilli(Long.parseLong(value.substring(0, space)))));
                }
            });
            return new Standing(
                    field(hash, "active"),
                    field(hash, "previous"),
                    field(hash, "activated_at_ms").map(Long::parseLong).map(Instant::ofEpochMilli),
                    field(hash, "activated_by"),
                    proposals,
                    field(hash, "shadow"));
        });
    }

    @Override
    public CompletionStage<ProposeReply> propose(
            Platform platform, String version, Moderator moderator, Instant now, Instant expiresAt) {
        AuditDraft draft = draft(
                now, moderator, "policy_proposed", Map.of("policy", version, "expiresAt", AuditDraft.time(expiresAt)));
        return run(
                        propose,
                        "proposed",
                        platform,
                        draft,
                        List.of(keys.policies(home(platform.id())), keys.policy(home(platform.id()))),
                        List.of(version, CaseFields.millis(now), CaseFields.millis(expiresAt)))
                .thenApply(word ->
                        ProposeReply.valueOf(Script.word(Propose.class, word).name()));
    }

    @Override
    public CompletionStage<ActivateReply> activate(
            Platform platform, String version, Moderator moderator, Optional<String> against, Instant now) {
        AuditDraft draft = draft(
                now,
                moderator,
                "policy_activated",
                Map.of("policy", version, "policyBefore", against.orElse("the pack of this installation")));
        return run(
                        activate,
                        "activated",
                        platform,
                        draft,
                        List.of(keys.policy(home(platform.id()))),
                        List.of(version, CaseFields.millis(now), against.orElse("")))
                .thenApply(word ->
                        ActivateReply.valueOf(Script.word(Activate.class, word).name()));
    }

    @Override
    public CompletionStage<ShadowReply> shadow(
            Platform platform, Optional<String> version, Moderator moderator, Instant now) {
        AuditDraft draft = draft(now, moderator, "policy_shadowed", Map.of("policy", version.orElse("none")));
        return run(
                        shadow,
                        "set",
                        platform,
                        draft,
                        List.of(keys.policies(home(platform.id())), keys.policy(home(platform.id()))),
                        List.of(version.orElse("")))
                .thenApply(word ->
                        ShadowReply.valueOf(Script.word(Shadow.class, word).name()));
    }

    @Override
    public CompletionStage<Void> note(Partition partition, String version, String against, ShadowNote note) {
        return counts.note(partition, version, against, note);
    }

    @Override
    public CompletionStage<Report> noted(Platform platform, String version, String against) {
        return counts.noted(platform, version, against);
    }

    private CompletionStage<String> run(
            Script script,
            String writtenOn,
            Platform platform,
            AuditDraft draft,
            List<String> moreKeys,
            List<String> moreArgs) {
        ChainId chain = new ChainId(platform.id(), 0, ChainId.Hand.DESK);
        return audited.run(script, writtenOn, chain, draft, moreKeys, moreArgs).thenApply(AuditedScript.Reply::word);
    }

    private static AuditDraft draft(Instant at, Moderator moderator, String verb, Map<String, String> detail) {
        return new AuditDraft(
                at, moderator.id(), moderator.role().word(), verb, Optional.empty(), new TreeMap<>(detail));
    }

    private static Partition home(String platform) {
        return new Partition(platform, 0);
    }

    private static Optional<String> field(Map<String, String> hash, String name) {
        return Optional.ofNullable(hash.get(name)).filter(value -> !value.isEmpty());
    }

    private static Stored read(String text) {
        return StoredJson.read(text.substring(text.indexOf(' ') + 1), Stored.class);
    }
}
