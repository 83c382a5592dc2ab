// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.master.HMasterCommandLine;

/**
 * Runs HBase with ZooKeeper in one process by the {@code hbase-site.xml} of the class path, and creates the tables of OpenTSDB.
 * Java compiles it at the start. It prints TABLES READY when OpenTSDB can be started.
 */
public final class HbaseLauncher {
    private HbaseLauncher() {}

    public static void main(String[] args) throws Exception {
        Thread master = new Thread(
                () -> new HMasterCommandLine(HMaster.class).doMain(new String[] {"start"}), "hbase-master-command");
        master.start();
        Configuration configuration = HBaseConfiguration.create();
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                Admin admin = connection.getAdmin()) {
            create(admin, "tsdb", "t");
            create(admin, "tsdb-uid", "id", "name");
        }
        System.out.println("TABLES READY");
        master.join();
    }

    /** The client itself waits for the master. */
    private static void create(Admin admin, String table, String... families) throws IOException {
        TableDescriptorBuilder builder = TableDescriptorBuilder.newBuilder(TableName.valueOf(table));
        for (String family : families) {
            builder.setColumnFamily(ColumnFamilyDescriptorBuilder.of(family));
        }
        if (!admin.tableExists(TableName.valueOf(table))) {
            admin.createTable(builder.build());
        }
    }
}
