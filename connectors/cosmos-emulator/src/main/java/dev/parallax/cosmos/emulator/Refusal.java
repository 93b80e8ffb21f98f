package dev.parallax.cosmos.emulator;

/** A request that is not carried out, with the status that the service would answer and a sentence that says why. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    final int status;
    final int substatus;
    final long retryAfterMillis;

    Refusal(int status, int substatus, String message) {
        this(status, substatus, 0, message);
    }

    private Refusal(int status, int substatus, long retryAfterMillis, String message) {
        super(message, null, false, false);
        this.status = status;
        this.substatus = substatus;
        this.retryAfterMillis = retryAfterMillis;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, 0, message);
    }

    static Refusal unauthorized() {
        return new Refusal(401, 0, "The authorization is not the one that this account's key gives.");
    }

    static Refusal noSuchItem(String id) {
        return new Refusal(404, 0, "There is no item '" + id + "' in this partition.");
    }

    /** Substatus 1003 is how the service tells a missing container from a missing item. */
    static Refusal noSuchContainer(String name) {
        return new Refusal(404, 1003, "There is no container '" + name + "'.");
    }

    static Refusal noSuchDatabase(String name) {
        return new Refusal(404, 0, "There is no database '" + name + "'.");
    }

    static Refusal conflict(String what) {
        return new Refusal(409, 0, what + " exists already.");
    }

    static Refusal preconditionFailed() {
        return new Refusal(412, 0, "The item's ETag is not the one asked for.");
    }

    static Refusal tooLarge(String what, long bytes, long limit) {
        return new Refusal(413, 0, what + " has " + bytes + " bytes, and " + limit + " are allowed.");
    }

    static Refusal throttled(long retryAfterMillis) {
        return new Refusal(
                429, 3200, retryAfterMillis, "The request rate is too large; this emulator was told to say so.");
    }

    static Refusal notImplemented(String feature) {
        return new Refusal(501, 0, "This emulator does not do " + feature + ".");
    }

    /** The service's name for the status. */
    String code() {
        return switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 408 -> "RequestTimeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "PreconditionFailed";
            case 413 -> "RequestEntityTooLarge";
            case 429 -> "TooManyRequests";
            case 449 -> "RetryWith";
            case 501 -> "NotImplemented";
            case 503 -> "ServiceUnavailable";
            default -> "InternalServerError";
        };
    }
}
