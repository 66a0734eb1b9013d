package dev.pullcord.review;

/**
 * Somebody at the desk of one platform.
 *
 * @param id opaque, unique in the installation
 * @param platform the platform whose cases he sees
 * @param name as colleagues know him
 * @param role what he may do
 */
public record Moderator(String id, String platform, String name, Role role) {}
