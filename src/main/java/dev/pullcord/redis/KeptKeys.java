package dev.pullcord.redis;

import dev.pullcord.evidence.LegalHold;
import dev.pullcord.intake.Partition;
import java.time.YearMonth;
import java.util.Locale;

/** The keys of a partition that say what must be kept, and what is forgotten. */
abstract class KeptKeys extends HouseKeys {
    KeptKeys(String prefix) {
        super(prefix);
    }

    /** hash: legal holds, sealed, and their versions, by id · written by change_hold · no TTL. */
    String holds(Partition p) {
        return of(p) + "holds";
    }

    /** zset: hold id by until when it holds, ms · written by change_hold · no TTL. */
    String held(Partition p, LegalHold.Target target) {
        return of(p) + "held:" + digest(target.kind().word() + '\0' + target.id());
    }

    /** zset: case id by when it began to be forgotten, ms · written by forget_case, end_forgetting · no TTL. */
    String forgetting(Partition p) {
        return of(p) + "forgetting";
    }

    /** set: ids of data keys whose records are gone · written by forget_case, forget_events, Shredder · no TTL. */
    String doomed(Partition p) {
        return of(p) + "doomed";
    }

    /** zset: ids of data keys of what is kept for hours, by when they are destroyed, ms · written by PassingKeys, Shredder · no TTL. */
    String passing(Partition p) {
        return of(p) + "passing";
    }

    /** hash: how much was ever forgotten, by kind · written by the forgetting scripts · no TTL. */
    String forgotten(Partition p) {
        return of(p) + "forgotten";
    }

    /** string: JSON of how far the walk over all that is kept has come · written by RedisRecords · no TTL. */
    String retention(Partition p) {
        return of(p) + "retention";
    }

    /** hash: a wish to be erased, sealed, and its version · written by change_erasure · no TTL, 400 days once it is done. */
    String erasure(Partition p, String digest) {
        return of(p) + "erasure:" + digest;
    }

    /** zset: digest of an account by when its {@link #erasure} is looked at next, ms · written by change_erasure · no TTL. */
    String erasing(Partition p) {
        return of(p) + "erasing";
    }

    /** hash: releases of a case's evidence, sealed, and their versions, by id · written by change_release · as long as the case. */
    String releases(Partition p, String caseId) {
        return of(p) + "case:" + caseId + ":releases";
    }

    /** hash: what a policy in shadow would have done, by its version and that in force · written by count_shadow · TTL 30 days. */
    String shadow(Partition p, String digest) {
        return of(p) + "shadow:" + digest;
    }

    final String of(Partition p) {
        return String.format(Locale.ROOT, "%s:{%s:%d}:", prefix, p.platform(), p.number());
    }

    /** string: place in the desk chain up to which the public's figures were made · written by keep_restrictions · no TTL. */
    String published(Partition p) {
        return of(p) + "published";
    }

    /**
     * zset: "puid JSON" of what decisions took, by when it was kept, ms · written by keep_restrictions, which trims it to 400 days ·
     * no TTL.
     */
    String restrictions(Partition p) {
        return of(p) + "restrictions";
    }

    /** hash: up to where they were sent, "ms puid" by host · written by RedisRestrictions · no TTL. In the first partition only. */
    String sent(Partition p) {
        return of(p) + "sent";
    }

    /** hash: counts of a month by their words · written by keep_restrictions · TTL 800 days. */
    String counts(Partition p, YearMonth month) {
        return of(p) + "counts:" + month;
    }
}
