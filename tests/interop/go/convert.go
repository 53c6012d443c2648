package main

import (
	"encoding/base64"
	"encoding/json"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"
)

// asPlaced keeps the partition that a record asks for and leaves the others to the partitioner it wraps.
type asPlaced struct {
	kgo.Partitioner
}

func (p asPlaced) ForTopic(topic string) kgo.TopicPartitioner {
	return asPlacedInTopic{p.Partitioner.ForTopic(topic)}
}

type asPlacedInTopic struct {
	kgo.TopicPartitioner
}

func (p asPlacedInTopic) RequiresConsistency(record *kgo.Record) bool {
	return record.Partition >= 0 || p.TopicPartitioner.RequiresConsistency(record)
}

func (p asPlacedInTopic) Partition(record *kgo.Record, partitions int) int {
	if record.Partition >= 0 {
		return int(record.Partition)
	}
	return p.TopicPartitioner.Partition(record, partitions)
}

func headersOf(each record) ([]kgo.RecordHeader, error) {
	var headers []kgo.RecordHeader
	for _, pair := range each.Raw {
		header := kgo.RecordHeader{Key: *pair[0]}
		if pair[1] != nil {
			value, err := base64.StdEncoding.DecodeString(*pair[1])
			if err != nil {
				return nil, err
			}
			header.Value = value
		}
		headers = append(headers, header)
	}
	return headers, nil
}

func readable(each *kgo.Record) record {
	timestamp := each.Timestamp.UnixMilli()
	shown := record{
		Key: each.Key, Value: each.Value, Raw: [][2]*string{},
		Timestamp: &timestamp, Partition: &each.Partition, Offset: each.Offset,
	}
	for _, header := range each.Headers {
		pair := [2]*string{&header.Key, nil}
		if header.Value != nil {
			value := base64.StdEncoding.EncodeToString(header.Value)
			pair[1] = &value
		}
		shown.Raw = append(shown.Raw, pair)
	}
	return shown
}

// JSON's keys are text: partitions come as such.
func numbered(byPartition map[string]int64) map[int32]int64 {
	found := map[int32]int64{}
	for partition, at := range byPartition {
		index, err := strconv.ParseInt(partition, 10, 32)
		if err != nil {
			panic(err)
		}
		found[int32(index)] = at
	}
	return found
}

// `partitions` as a list of indexes.
func (asked request) list() []int32 {
	var listed []int32
	if err := json.Unmarshal(asked.Partitions, &listed); err != nil {
		panic(err)
	}
	return listed
}

// `partitions` as a count.
func (asked request) number() int32 {
	var count int32
	if err := json.Unmarshal(asked.Partitions, &count); err != nil {
		panic(err)
	}
	return count
}

func first(errors ...error) error {
	for _, err := range errors {
		if err != nil {
			return err
		}
	}
	return nil
}
