// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** A refusal or a missing answer of a server, with the option that may have to change. */
public final class OpcuaFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String option;
    private final boolean permanent;

    public OpcuaFailure(String option, boolean permanent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.option = option;
        this.permanent = permanent;
    }

    public OpcuaFailure(String message) {
        super(message);
        this.option = ConnectionOptions.ENDPOINT_URL;
        this.permanent = false;
    }

    /** The option that most likely has to change. */
    public String option() {
        return option;
    }

    /** Whether trying again cannot help until the configuration or the server changes. */
    public boolean permanent() {
        return permanent;
    }

    /** A failed connection, with its likely cause. */
    static OpcuaFailure connecting(ConnectionOptions connection, SecurityOptions security, Throwable failure) {
        long code =
                UaException.extractStatusCode(failure).orElse(StatusCode.BAD).value();
        String place = connection.endpointUrl();
        if (code == StatusCodes.Bad_UserAccessDenied || code == StatusCodes.Bad_IdentityTokenRejected) {
            return new OpcuaFailure(
                    security.user().certificate() == null ? SecurityOptions.PASSWORD : SecurityOptions.USER_CERTIFICATE,
                    true,
                    "expected a user that " + place + " accepts, found that it refuses "
                            + (security.user().name() == null
                                    ? "this session"
                                    : "user " + security.user().name() + " or the password")
                            + " (" + name(code) + ")",
                    failure);
        }
        if (code == StatusCodes.Bad_IdentityTokenInvalid) {
            return new OpcuaFailure(
                    SecurityOptions.USER,
                    true,
                    "expected a kind of user that " + place + " accepts, found that it refuses " + kind(security.user())
                            + " (" + name(code) + ")",
                    failure);
        }
        return aboutCertificate(code) ? certificate(place, code, failure) : others(connection, security, code, failure);
    }

    private static OpcuaFailure certificate(String place, long code, Throwable failure) {
        return new OpcuaFailure(
                SecurityOptions.CERTIFICATE,
                true,
                "expected that " + place + " trusts the client's certificate, found that it refuses it ("
                        + name(code)
                        + "); add the certificate to the trusted ones of the server, and compare application.uri with"
                        + " the URI in the certificate",
                failure);
    }

    private static OpcuaFailure others(
            ConnectionOptions connection, SecurityOptions security, long code, Throwable failure) {
        String place = connection.endpointUrl();
        if (code == StatusCodes.Bad_SecurityPolicyRejected || code == StatusCodes.Bad_SecurityModeRejected) {
            return new OpcuaFailure(
                    SecurityOptions.POLICY,
                    true,
                    "expected a security.policy and security.mode that " + place + " accepts, found that it refuses "
                            + security.policy() + " with " + security.mode(),
                    failure);
        }
        return new OpcuaFailure(
                ConnectionOptions.ENDPOINT_URL,
                false,
                "No connection to " + place + ": " + text(code, failure)
                        + (security.secured()
                                ? "; a server that does not trust the client's certificate may answer so"
                                : ""),
                failure);
    }

    private static String kind(SecurityOptions.User user) {
        if (user.certificate() != null) {
            return "users with certificates";
        }
        return user.name() == null ? "anonymous ones; set user and password" : "users with passwords";
    }

    private static boolean aboutCertificate(long code) {
        String name = name(code);
        return name.startsWith("Bad_Certificate")
                || code == StatusCodes.Bad_SecurityChecksFailed
                || code == StatusCodes.Bad_ApplicationSignatureInvalid;
    }

    /** Name of a status code, such as Bad_Timeout. */
    public static String name(long code) {
        return StatusCodes.lookup(code).map(known -> known[0]).orElse("0x" + Long.toHexString(code));
    }

    private static String text(long code, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String detail = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return code == StatusCode.BAD.value() ? detail : name(code) + ", " + detail;
    }
}
