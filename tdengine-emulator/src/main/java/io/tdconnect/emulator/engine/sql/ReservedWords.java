// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.Release;
import java.util.Set;

/** Words that are names only in backticks. */
final class ReservedWords {
    /** Words of TDengine 3.3.5, without those of functions and rarer options. */
    private static final Set<String> OLD = Set.of("""
            add alive all alter and apps as asc between bigint binary blob bool buffer by cache case cast child
            cluster column comment connection connections consumer consumers create database databases decimal delete
            desc describe distinct double drop duration else exists expired explain fill first float flush from full
            function geometry grant grants group having host if import in index indexes inner insert int integer
            interval into is join json keep kill language last leader left like limit local logs machines match merge
            meta modify nchar normal not null nulls offset on only or order outer pages partition pause port position
            precision prev queries query range ratio read replace right scores select session set show sliding
            smallint stable stables start state state_window storage stream streams subscriptions system table tables
            tag tags tbname then timestamp tinyint to topic topics transaction transactions trigger trim union
            unsigned update use user users using value varbinary varchar variables view views when where window with
            write
            """.strip().split("\\s+"));

    /** More words of 3.3.7, without those that begin with an underscore. */
    private static final Set<String> SINCE_3_3_7 = Set.of("""
            account accounts aggregate analyze anode anodes anomaly_window anti arbgroups asof assign auto balance
            batch_scan bnode bnodes both bufsize bwlimit cachemodel cachesize calc_notify_only client_version cols comp
            compact compact_interval compact_time_offset compact_time_range compacts composite conns contains count
            count_window createdb current_user dbs delete_mark delete_output_table delete_recalc disk_info distributed
            dnode dnodes enable encrypt_algorithm encrypt_key encryptions end event_type event_window every expired_time
            file fill_history fill_history_first for force force_output functions hash_join ignore ignore_disorder
            ignore_nodata_trigger is_import jlimit keep_time_offset key last_row leading licences linear low_latency_calc
            max_delay maxrows mediumblob meta_only minrows minus mnode mnodes modules mount mounts near next nmatch
            no_batch_scan none notify notify_history notify_options now null_f output_subtable outputtype pagesize
            para_tables_sort partition_first pass period pi pps pre_filter primary privileges qnode qnodes qtime rand
            recalculate recursive redistribute regexp rename replica replicas reset restore retentions revoke rollup
            schemaless semi server_status server_version single_stable skip_tsma slimit sma smalldata_ts_sort snode snodes
            soffset sort_for_group split ss_chunkpages ss_compact ss_keeplocal ssmigrate stop stream_options strict
            stt_trigger subscribe substr substring sysinfo table_prefix table_suffix timezone today trailing trows
            true_for tsdb_pagesize tseries tsma tsmas ttl unsafe untreated value_f values verbose vgroup vgroups virtual
            vnode vnodes vtable vtables wal_fsync_period wal_level wal_retention_period wal_retention_size wal_roll_period
            wal_segment_size watermark window_close window_offset window_open
            """.strip().split("\\s+"));

    private static final Set<String> UNTIL_3_3_7 = Set.of("expired", "pause", "trigger");

    private ReservedWords() {}

    static boolean contain(String word, Release release) {
        if (release.since(Release.V3_3_7)) {
            return SINCE_3_3_7.contains(word) || (OLD.contains(word) && !UNTIL_3_3_7.contains(word));
        }
        return OLD.contains(word);
    }
}
