// franz-go in the suite's vocabulary: one request a line on stdin, one answer a line on stdout. Each verb runs in a
// goroutine of its own, so that group members can join while others are being asked. Ends when stdin does.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

const patience = 30 * time.Second

// A record as the suite writes it: encoding/json carries []byte as base64, and nil as null.
type record struct {
	Key       []byte       `json:"key"`
	Value     []byte       `json:"value"`
	Raw       [][2]*string `json:"headers"`
	Timestamp *int64       `json:"timestamp,omitempty"`
	Partition *int32       `json:"partition,omitempty"`
	Offset    int64        `json:"offset"`
}

type request struct {
	ID         int               `json:"id"`
	Verb       string            `json:"verb"`
	Topic      string            `json:"topic"`
	Codec      string            `json:"codec"`
	Idempotent bool              `json:"idempotent"`
	Records    []record          `json:"records"`
	From       map[string]int64  `json:"from"`
	Count      int               `json:"count"`
	Timestamp  int64             `json:"timestamp"`
	Partitions json.RawMessage   `json:"partitions"`
	Member     string            `json:"member"`
	Group      string            `json:"group"`
	Assignor   string            `json:"assignor"`
	Offsets    map[string]int64  `json:"offsets"`
	Configs    map[string]string `json:"configs"`
	Name       string            `json:"name"`
	Value      string            `json:"value"`
}

type member struct {
	client *kgo.Client
	mutex  sync.Mutex
	owned  map[int32]bool
	done   chan struct{}
}

type driver struct {
	bootstrap string
	admin     *kadm.Client
	mutex     sync.Mutex
	members   map[string]*member
}

func main() {
	client, err := kgo.NewClient(kgo.SeedBrokers(os.Args[1]), kgo.MetadataMinAge(100*time.Millisecond))
	if err != nil {
		panic(err)
	}
	d := &driver{bootstrap: os.Args[1], admin: kadm.NewClient(client), members: map[string]*member{}}
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			panic(err)
		}
		go d.answer(asked)
	}
	for _, each := range d.members {
		each.leave()
	}
}

var writing sync.Mutex

func (d *driver) answer(asked request) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	answer := map[string]any{"id": asked.ID}
	result, err := d.play(ctx, asked)
	if err != nil {
		answer["error"] = err.Error()
	} else {
		answer["result"] = result
	}
	line, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	writing.Lock()
	defer writing.Unlock()
	fmt.Printf("%s\n", line)
}

func (d *driver) play(ctx context.Context, asked request) (any, error) {
	switch asked.Verb {
	case "produce":
		return nil, d.produce(ctx, asked)
	case "consume":
		return d.consume(ctx, asked)
	case "offsetsAt":
		listed, err := d.admin.ListOffsetsAfterMilli(ctx, asked.Timestamp, asked.Topic)
		return offsetsAt(listed, asked), first(err, listed.Error())
	case "offsets":
		return d.offsets(ctx, asked)
	case "join":
		return nil, d.join(asked)
	case "owned":
		return d.member(asked.Member).partitions(), nil
	case "leave":
		d.member(asked.Member).leave()
		d.mutex.Lock()
		defer d.mutex.Unlock()
		delete(d.members, asked.Member)
		return nil, nil
	case "commit":
		offsets := kadm.Offsets{}
		for partition, at := range numbered(asked.Offsets) {
			offsets.AddOffset(asked.Topic, partition, at, -1)
		}
		return nil, d.admin.CommitAllOffsets(ctx, asked.Group, offsets)
	case "committed":
		return d.committed(ctx, asked)
	default:
		return d.playAdmin(ctx, asked)
	}
}

func (d *driver) playAdmin(ctx context.Context, asked request) (any, error) {
	switch asked.Verb {
	case "createTopic":
		configs := map[string]*string{}
		for name, value := range asked.Configs {
			configs[name] = &value
		}
		_, err := d.admin.CreateTopic(ctx, asked.number(), 1, configs, asked.Topic)
		return nil, err
	case "describeTopic":
		return d.describeTopic(ctx, asked)
	case "listTopics":
		found, err := d.admin.ListTopics(ctx)
		return found.Names(), err
	case "alterConfig":
		change := []kadm.AlterConfig{{Op: kadm.SetConfig, Name: asked.Name, Value: &asked.Value}}
		answer, err := d.admin.AlterTopicConfigs(ctx, change, asked.Topic)
		if err != nil {
			return nil, err
		}
		return nil, answer[0].Err
	case "describeConfig":
		found, err := d.admin.DescribeTopicConfigs(ctx, asked.Topic)
		if err != nil {
			return nil, err
		}
		for _, config := range found[0].Configs {
			if config.Key == asked.Name {
				return config.MaybeValue(), found[0].Err
			}
		}
		return nil, fmt.Errorf("no %s among the configurations", asked.Name)
	case "createPartitions":
		answer, err := d.admin.UpdatePartitions(ctx, asked.Count, asked.Topic)
		return nil, first(err, answer.Error())
	case "deleteTopic":
		_, err := d.admin.DeleteTopic(ctx, asked.Topic)
		return nil, err
	case "deleteRecords":
		offsets := kadm.Offsets{}
		for partition, at := range numbered(asked.Offsets) {
			offsets.AddOffset(asked.Topic, partition, at, -1)
		}
		answer, err := d.admin.DeleteRecords(ctx, offsets)
		return nil, first(err, answer.Error())
	case "listGroups":
		found, err := d.admin.ListGroups(ctx)
		return found.Groups(), err
	case "describeGroup":
		found, err := d.admin.DescribeGroups(ctx, asked.Group)
		if err := first(err, found.Error()); err != nil {
			return nil, err
		}
		group := found[asked.Group]
		return map[string]any{"state": group.State, "members": len(group.Members)}, nil
	case "deleteGroup":
		_, err := d.admin.DeleteGroup(ctx, asked.Group)
		return nil, err
	}
	return nil, fmt.Errorf("this driver has no %s", asked.Verb)
}

func (d *driver) produce(ctx context.Context, asked request) error {
	codecs := map[string]kgo.CompressionCodec{
		"none": kgo.NoCompression(), "gzip": kgo.GzipCompression(), "snappy": kgo.SnappyCompression(),
		"lz4": kgo.Lz4Compression(), "zstd": kgo.ZstdCompression(),
	}
	options := []kgo.Opt{
		kgo.SeedBrokers(d.bootstrap),
		kgo.ProducerBatchCompression(codecs[asked.Codec]),
		kgo.ProducerBatchMaxBytes(1048576),
		kgo.RecordPartitioner(asPlaced{kgo.StickyKeyPartitioner(nil)}),
	}
	if !asked.Idempotent {
		options = append(options, kgo.DisableIdempotentWrite())
	}
	client, err := kgo.NewClient(options...)
	if err != nil {
		return err
	}
	defer client.Close()
	var records []*kgo.Record
	for _, each := range asked.Records {
		out := &kgo.Record{Topic: asked.Topic, Key: each.Key, Value: each.Value, Partition: -1}
		if each.Partition != nil {
			out.Partition = *each.Partition
		}
		if each.Timestamp != nil {
			out.Timestamp = time.UnixMilli(*each.Timestamp)
		}
		if out.Headers, err = headersOf(each); err != nil {
			return err
		}
		records = append(records, out)
	}
	return client.ProduceSync(ctx, records...).FirstErr()
}

func (d *driver) consume(ctx context.Context, asked request) (any, error) {
	offsets := map[int32]kgo.Offset{}
	for partition, at := range numbered(asked.From) {
		offsets[partition] = kgo.NewOffset().At(at)
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(d.bootstrap),
		kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{asked.Topic: offsets}),
		kgo.FetchMaxWait(100*time.Millisecond),
	)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	found := []record{}
	for len(found) < asked.Count && ctx.Err() == nil {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err0(); err != nil && ctx.Err() == nil {
			return nil, err
		}
		for _, failed := range fetches.Errors() {
			if ctx.Err() == nil {
				return nil, failed.Err
			}
		}
		fetches.EachRecord(func(each *kgo.Record) {
			if len(found) < asked.Count {
				found = append(found, readable(each))
			}
		})
	}
	return found, nil
}

func (d *driver) offsets(ctx context.Context, asked request) (any, error) {
	earliest, err := d.admin.ListStartOffsets(ctx, asked.Topic)
	if err := first(err, earliest.Error()); err != nil {
		return nil, err
	}
	latest, err := d.admin.ListEndOffsets(ctx, asked.Topic)
	if err := first(err, latest.Error()); err != nil {
		return nil, err
	}
	answer := map[int32]any{}
	for _, partition := range asked.list() {
		start, _ := earliest.Lookup(asked.Topic, partition)
		end, _ := latest.Lookup(asked.Topic, partition)
		answer[partition] = map[string]int64{"earliest": start.Offset, "latest": end.Offset}
	}
	return answer, nil
}

// Where no record is that late, kadm tells the end offset and no timestamp.
func offsetsAt(listed kadm.ListedOffsets, asked request) any {
	answer := map[int32]int64{}
	for _, partition := range asked.list() {
		at, _ := listed.Lookup(asked.Topic, partition)
		answer[partition] = at.Offset
		if at.Timestamp == -1 {
			answer[partition] = -1
		}
	}
	return answer
}

func (d *driver) committed(ctx context.Context, asked request) (any, error) {
	found, err := d.admin.FetchOffsets(ctx, asked.Group)
	if err := first(err, found.Error()); err != nil {
		return nil, err
	}
	answer := map[int32]int64{}
	for _, partition := range asked.list() {
		answer[partition] = -1
		if at, ok := found.Lookup(asked.Topic, partition); ok {
			answer[partition] = at.At
		}
	}
	return answer, nil
}

func (d *driver) describeTopic(ctx context.Context, asked request) (any, error) {
	found, err := d.admin.ListTopics(ctx, asked.Topic)
	if err := first(err, found.Error()); err != nil {
		return nil, err
	}
	var partitions []any
	for _, each := range found[asked.Topic].Partitions.Sorted() {
		partitions = append(partitions, map[string]any{
			"index": each.Partition, "leader": each.Leader, "replicas": each.Replicas, "isr": each.ISR,
		})
	}
	return map[string]any{"partitions": partitions}, nil
}

func (d *driver) join(asked request) error {
	balancer := kgo.CooperativeStickyBalancer()
	if asked.Assignor == "range" {
		balancer = kgo.RangeBalancer()
	}
	joined := &member{owned: map[int32]bool{}, done: make(chan struct{})}
	change := func(held bool) func(context.Context, *kgo.Client, map[string][]int32) {
		return func(_ context.Context, _ *kgo.Client, partitions map[string][]int32) {
			joined.mutex.Lock()
			defer joined.mutex.Unlock()
			for _, partition := range partitions[asked.Topic] {
				if held {
					joined.owned[partition] = true
				} else {
					delete(joined.owned, partition)
				}
			}
		}
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(d.bootstrap),
		kgo.ConsumerGroup(asked.Group),
		kgo.ConsumeTopics(asked.Topic),
		kgo.Balancers(balancer),
		kgo.OnPartitionsAssigned(change(true)),
		kgo.OnPartitionsRevoked(change(false)),
		kgo.OnPartitionsLost(change(false)),
		kgo.SessionTimeout(10*time.Second),
		kgo.HeartbeatInterval(300*time.Millisecond),
		kgo.DisableAutoCommit(),
	)
	if err != nil {
		return err
	}
	joined.client = client
	go func() {
		defer close(joined.done)
		for !client.PollFetches(context.Background()).IsClientClosed() {
		}
	}()
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.members[asked.Member] = joined
	return nil
}

func (d *driver) member(name string) *member {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.members[name]
}

func (m *member) partitions() []int32 {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	owned := []int32{}
	for partition := range m.owned {
		owned = append(owned, partition)
	}
	return owned
}

func (m *member) leave() {
	m.client.Close()
	<-m.done
}
