package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.nio.file.Path;
import java.util.Optional;

/** Sources of credentials that are asked over the network. Each has its time-outs. */
interface RemoteSources {
    /**
     * @param mfaCode of the device that the role names
     * @throws InvalidValue if STS refuses or does not answer
     */
    Session assumeRole(Role role, Optional<String> mfaCode, Credentials source);

    /**
     * @param token file with the token of a web identity
     * @throws InvalidValue if the file cannot be read, or STS refuses or does not answer
     */
    Session assumeRoleWithWebIdentity(Role role, Path token);

    /**
     * Those of a profile that names an account and a role of IAM Identity Center.
     *
     * @throws InvalidValue if nobody has signed in, or the sign-in is over
     */
    Credentials signedIn(String profile);

    /**
     * Those of the container's host.
     *
     * @throws InvalidValue if it gives none
     */
    Credentials container();

    /** Those of the EC2 instance. */
    Optional<Credentials> instance();
}
