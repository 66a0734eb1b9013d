package dev.pullcord.redis;

import dev.pullcord.review.Tickets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The keys that belong to the whole house and to no partition: who may come in, who works here, which nodes there are. */
abstract class HouseKeys {
    /** In front of every key; tells installations apart on a shared Redis. */
    final String prefix;

    HouseKeys(String prefix) {
        this.prefix = prefix;
    }

    /** hash: who is on call, JSON by platform · written by RedisOnCalls · no TTL. */
    String onCalls() {
        return prefix + ":{people}:on-call";
    }

    /** zset: node by when it is held dead, ms · written by RedisPartitionLeases · no TTL. */
    String nodes() {
        return prefix + ":{nodes}:alive";
    }

    /** string: a text under a data key of its own, by which it shows whether the keys are there · written by CaseKeys · no TTL. */
    String sealedText() {
        return prefix + ":{platforms}:sealed-text";
    }

    /** string: which archive has cases of this Redis · written by ColdCases · no TTL. */
    String archive() {
        return prefix + ":{platforms}:archive";
    }

    /** hash: platform JSON by id · written by RedisPlatforms, swap_field · no TTL. */
    String platforms() {
        return prefix + ":{platforms}:all";
    }

    /** hash: key record JSON by digest of the key · written by RedisPlatforms · no TTL. */
    String platformKeys() {
        return prefix + ":{platforms}:keys";
    }

    /** set of signing secrets, sealed · written by RedisPlatforms · no TTL. */
    String signingSecrets(String platformId) {
        return prefix + ":{platforms}:signing:" + platformId;
    }

    /** hash: account at an authority, sealed, by "authority:environment", and the one chosen by authority · written by RedisAuthorityAccounts · no TTL. */
    String authorityAccounts(String platformId) {
        return prefix + ":{platforms}:authorities:" + platformId;
    }

    /** hash: the key that signs evidence bundles, sealed, by platform · written by RedisReleases · no TTL. */
    String custody() {
        return prefix + ":{platforms}:custody";
    }

    /** string: digest of what a signed message's headers said · written by RedisPlatforms · TTL twice the signature's. */
    String signed(String platformId, String messageId) {
        return prefix + ":{platforms}:signed:" + platformId + ":" + digest(messageId);
    }

    /** string: who is being entered under a name · written by RedisPeople, give_back_name · TTL ten seconds. */
    String name(String platform, String name) {
        return prefix + ":{people}:name:" + digest(platform + '\0' + name);
    }

    /** hash: person JSON by id · written by RedisPeople, swap_field, change_person · no TTL. */
    String moderators() {
        return prefix + ":{people}:moderators";
    }

    /** hash: audit entry JSON of somebody's last change by his id, until it is in its chain · written by change_person, forget_unsaid · no TTL. */
    String unsaid() {
        return prefix + ":{people}:unsaid";
    }

    /** zset: person id by when he last made a call, ms, to the minute · written by RedisPeople · no TTL. */
    String seen() {
        return prefix + ":{people}:seen";
    }

    /** hash: token JSON, or its owner's id, by digest of the token · written by RedisPeople, redeem_invitation · no TTL. */
    String tokens() {
        return prefix + ":{people}:tokens";
    }

    /** hash: "moderator expires_at_ms" by digest of the code · written by RedisPeople, redeem_invitation · no TTL. */
    String invitations() {
        return prefix + ":{people}:invitations";
    }

    /** hash: what somebody signs in by, sealed, by his id · written by swap_field, RedisCredentials · no TTL. */
    String credentials() {
        return prefix + ":{people}:credentials";
    }

    /** string · written by RedisTickets, count_guess · TTL minutes; of a provider's session as long as ours. */
    String ticket(Tickets.Kind kind, String key) {
        return prefix + ":{people}:ticket:" + kind.name().toLowerCase(Locale.ROOT) + ":" + digest(key);
    }

    /** hash · written by begin_session, use_session · TTL until it is idle for too long. */
    String session(String sessionDigest) {
        return prefix + ":{people}:session:" + sessionDigest;
    }

    /** 128 bits of SHA-256, hex: short keys, and no collision by chance or by anybody's effort below 2^64. */
    static String digest(String value) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
