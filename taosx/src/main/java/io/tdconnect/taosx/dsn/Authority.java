// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import io.tdconnect.taosx.dsn.Dsn.Login;
import java.util.List;

/**
 * Who connects to which hosts.
 *
 * @param end of this part of the text
 */
record Authority(Login login, List<HostPort> hosts, int end) {}
