<?php
// Pullcord from PHP, without a package: tell, ask, and do what was decided. php pullcord.php tell|ask …, or php -S 127.0.0.1:9000 pullcord.php
function setting($name) {
    return getenv('PULLCORD_' . $name);
}

/** [status, body]; status 0 where nobody answered. */
function call($path, $event = null, $accept = 'application/json') {
    $answer = @file_get_contents(setting('URL') . $path, false, stream_context_create(['http' => [
        'method' => $event ? 'POST' : 'GET',
        'header' => ['Authorization: Bearer ' . setting('KEY'), 'Accept: ' . $accept, 'Content-Type: application/cloudevents+json'],
        'content' => $event ? json_encode($event) : '',
        'timeout' => 5,
        'ignore_errors' => true,
    ]]));
    return $answer === false ? [0, ''] : [(int) explode(' ', $http_response_header[0])[1], $answer];
}

/** One event, tried again under its id until it is durable. */
function tell($kind, $data) {
    $event = ['specversion' => '1.0', 'id' => bin2hex(random_bytes(16)), 'source' => '/calls', 'type' => "dev.pullcord.$kind.v1", 'data' => $data];
    foreach ([1, 2, 4, 8, 16] as $pause) {
        [$status, $body] = call('/v1/events', $event);
        if ($status === 202) {
            return $body;
        }
        if ($status >= 400 && $status < 500 && $status !== 429) {
            throw new RuntimeException($body);
        }
        sleep($pause);
    }
    throw new RuntimeException('keep it, and send it later under the same id');
}

function may_join($account) {
    [$status, $body] = call('/v1/standing?account=' . rawurlencode($account), null, 'application/json; profile="access"');
    if (in_array($status, [401, 403])) {
        error_log('Pullcord does not take this key: whoever is suspended gets in'); // page somebody
    }
    return $status === 200 ? json_decode($body, true)['access'] : true; // nobody can be asked; or false, if you would rather
}

function genuine($body) {
    [$id, $when, $signatures] = array_map(fn ($name) => $_SERVER["HTTP_WEBHOOK_$name"] ?? '', ['ID', 'TIMESTAMP', 'SIGNATURE']);
    if (!ctype_digit($when) || abs(time() - (int) $when) > 300) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', setting('SECRET')));
    $ours = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$when.$body", $key, true));
    return (bool) array_filter(explode(' ', $signatures), fn ($each) => hash_equals($ours, $each));
}

function callback() {
    $body = file_get_contents('php://input');
    if (!genuine($body)) {
        http_response_code(401);
        return;
    }
    $action = json_decode($body, true);
    error_log('to do: ' . $action['type']); // suspend the account … ; keep by actionId what you answered, for it may come again
    echo json_encode(['status' => 'done']);
}

if (PHP_SAPI !== 'cli') {
    callback();
} elseif ($argv[1] === 'tell') {
    echo tell('report.flagged', json_decode($argv[2], true)), "\n";
} else {
    echo may_join($argv[2]) ? 'yes' : 'no', "\n";
}
