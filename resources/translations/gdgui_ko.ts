<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
<context>
    <name></name>
    <message>
        <source>a descent&apos;s number from 0 to {last}</source>
        <translation>0~{last} 사이의 하강 번호</translation>
    </message>
    <message>
        <source>a descent cannot continue itself, not even by way of others</source>
        <translation>하강은 자기 자신을 이어갈 수 없습니다. 다른 하강을 거쳐서도 안 됩니다</translation>
    </message>
    <message>
        <source>an epoch from 0 to {last}, where that descent ends</source>
        <translation>0~{last} 사이의 에포크(그 하강은 에포크 {last}에서 끝납니다)</translation>
    </message>
    <message>
        <source>a number above {epoch}, the epoch from which this descent continues another</source>
        <translation>{epoch}보다 큰 수(이 하강은 에포크 {epoch}부터 다른 하강을 이어갑니다)</translation>
    </message>
    <message>
        <source>{value} is not allowed; allowed is {allowed}</source>
        <translation>{value}: 쓸 수 없는 값입니다. 쓸 수 있는 값: {allowed}</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크 수</translation>
    </message>
    <message>
        <source>The number of epochs N, each one step of the descent.</source>
        <translation>에포크 수 N입니다. 에포크 하나가 하강의 한 걸음입니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Everything random follows from this number: the same seed, the same draws.</source>
        <translation>무작위인 것은 모두 이 수에서 나옵니다. 시드가 같으면 뽑히는 값도 같습니다.</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>반복 횟수</translation>
    </message>
    <message>
        <source>How often each cell is run, under random numbers of its own, to see the spread.</source>
        <translation>칸마다 저마다의 난수로 몇 번 실행할지 정합니다. 결과가 얼마나 퍼지는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>웜업</translation>
    </message>
    <message>
        <source>The learning rate grows to its full size over so many epochs; 0: at once.</source>
        <translation>이만큼의 에포크에 걸쳐 학습률이 제 크기까지 커집니다. 0이면 처음부터 제 크기입니다.</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>허용 오차</translation>
    </message>
    <message>
        <source>A slope of at most this size counts as zero.</source>
        <translation>기울기의 크기가 이 값 이하이면 0으로 봅니다.</translation>
    </message>
    <message>
        <source>Starting guess</source>
        <translation>초기 추측값</translation>
    </message>
    <message>
        <source>Starting guess y</source>
        <translation>초기 추측값 y</translation>
    </message>
    <message>
        <source>Where the descent starts; it may lie outside the domain.</source>
        <translation>하강을 시작하는 곳입니다. 정의역 밖이어도 됩니다.</translation>
    </message>
    <message>
        <source>this document is of version {version}, made by a later program; this one reads up to version {known}</source>
        <translation>이 문서는 더 새로운 프로그램에서 만든 버전 {version} 문서입니다. 이 프로그램은 버전 {known}까지 읽습니다</translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation>1 이상의 정수</translation>
    </message>
    <message>
        <source>1 to {most} descents</source>
        <translation>하강 1~{most}개</translation>
    </message>
    <message>
        <source>up to {most} sweeps</source>
        <translation>매개변수 실험 {most}개까지</translation>
    </message>
    <message>
        <source>up to {most} characters</source>
        <translation>{most}자까지</translation>
    </message>
    <message>
        <source>a number from 1 to {most}, #rrggbb, or nothing</source>
        <translation>1부터 {most}까지의 수, #rrggbb, 또는 빈칸</translation>
    </message>
    <message>
        <source>a list of one finite number, or “random”</source>
        <translation>유한한 수 하나의 목록, 또는 “random”</translation>
    </message>
    <message>
        <source>a list of two finite numbers, or “random”</source>
        <translation>유한한 수 두 개의 목록, 또는 “random”</translation>
    </message>
    <message>
        <source>one or two axes</source>
        <translation>축 하나 또는 둘</translation>
    </message>
    <message>
        <source>one of {keys}</source>
        <translation>다음 중 하나: {keys}</translation>
    </message>
    <message>
        <source>both axes change the same thing</source>
        <translation>두 축이 같은 것을 바꿉니다</translation>
    </message>
    <message>
        <source>{cells:,} cells are too many; allowed are up to {most:,} in all</source>
        <translation>{cells:,}칸은 너무 많습니다. 모두 합해 {most:,}칸까지 됩니다</translation>
    </message>
    <message>
        <source>two finite numbers, the lower one first</source>
        <translation>유한한 수 두 개(작은 수가 먼저)</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>유한한 수</translation>
    </message>
    <message>
        <source>a descent that continues another one has no start of its own that could be swept</source>
        <translation>다른 하강을 이어가는 하강에는 자신의 시작점이 없으므로 시작점을 축으로 삼을 수 없습니다</translation>
    </message>
    <message>
        <source>values are given, so the spacing has to be “list”</source>
        <translation>값 목록이 있으므로 간격은 “list”여야 합니다</translation>
    </message>
    <message>
        <source>“{key}” is missing</source>
        <translation>“{key}” 항목이 없습니다</translation>
    </message>
    <message>
        <source>a whole number from 1 to {most}</source>
        <translation>1~{most} 사이의 정수</translation>
    </message>
    <message>
        <source>a number above 0, since the spacing is logarithmic</source>
        <translation>0보다 큰 수(로그 간격이기 때문입니다)</translation>
    </message>
    <message>
        <source>a list of 1 to {most} numbers</source>
        <translation>1개부터 {most}개까지의 수 목록</translation>
    </message>
    <message>
        <source>0, or a number of a size from {low} to {high}</source>
        <translation>0이거나 절댓값이 {low} 이상 {high} 이하인 수</translation>
    </message>
    <message>
        <source>too near to another value of the axis to be drawn</source>
        <translation>축의 다른 값과 너무 가까워 그릴 수 없습니다</translation>
    </message>
    <message>
        <source>allowed is PATH=VALUE, such as schedule.rate=0.1</source>
        <translation>schedule.rate=0.1처럼 PATH=VALUE 꼴로 써야 합니다</translation>
    </message>
    <message>
        <source>there is no such path; allowed is one that begins with {keys}, or one of {paths}</source>
        <translation>그런 경로는 없습니다. 쓸 수 있는 경로: 다음으로 시작하는 것({keys}), 또는 다음 중 하나({paths})</translation>
    </message>
    <message>
        <source>the start is random; give it as a whole, as a list of numbers</source>
        <translation>시작점이 무작위로 되어 있습니다. 수의 목록으로 한꺼번에 지정하십시오</translation>
    </message>
    <message>
        <source>there is no such path: nothing is inside {place}</source>
        <translation>그런 경로는 없습니다. 안에 아무것도 없는 곳: {place}</translation>
    </message>
    <message>
        <source>there is no such path; inside {place} allowed is {keys}</source>
        <translation>그런 경로는 없습니다. {place} 안에 쓸 수 있는 것: {keys}</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에포크 수</translation>
    </message>
    <message>
        <source>base rate</source>
        <translation>기본 학습률</translation>
    </message>
    <message>
        <source>first step</source>
        <translation>첫걸음</translation>
    </message>
    <message>
        <source>random draws</source>
        <translation>난수</translation>
    </message>
    <message>
        <source>gradients per epoch</source>
        <translation>에포크당 기울기 계산 횟수</translation>
    </message>
    <message>
        <source>the file is empty; a document is expected</source>
        <translation>파일이 비어 있습니다. 문서가 있어야 합니다</translation>
    </message>
    <message>
        <source>this is no document: a JSON object is expected</source>
        <translation>문서가 아닙니다. JSON 객체가 있어야 합니다</translation>
    </message>
    <message>
        <source>is missing; a document says its version</source>
        <translation>빠져 있습니다. 문서에는 버전을 적어야 합니다</translation>
    </message>
    <message>
        <source>a text in this document is not made of whole characters</source>
        <translation>이 문서의 글자 가운데 온전하지 않은 것이 있습니다</translation>
    </message>
    <message>
        <source>this is a folder; a document is expected</source>
        <translation>이것은 폴더입니다. 문서가 있어야 합니다</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>그런 파일은 없습니다</translation>
    </message>
    <message>
        <source>the file cannot be read: {reason}</source>
        <translation>파일을 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>the file is larger than {most} bytes</source>
        <translation>파일이 {most}바이트보다 큽니다</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>there is no {key}; allowed is one of {keys}</source>
        <translation>{key}: 없는 이름입니다. 쓸 수 있는 것: {keys}</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>this lesson is of version {version}; this program reads version {known}</source>
        <translation>이 수업은 버전 {version}입니다. 이 프로그램은 버전 {known} 수업을 읽습니다</translation>
    </message>
    <message>
        <source>a lesson has at least one scene</source>
        <translation>수업에는 장면이 하나 이상 있어야 합니다</translation>
    </message>
    <message>
        <source>an English text is expected</source>
        <translation>영어 글이 있어야 합니다</translation>
    </message>
    <message>
        <source>what was kept of this work cannot be read</source>
        <translation>보관해 둔 작업을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>문자열</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null 값</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>a value is expected here</source>
        <translation>여기에는 값이 와야 합니다</translation>
    </message>
    <message>
        <source>a name in double quotes is expected here</source>
        <translation>여기에는 큰따옴표로 묶은 이름이 와야 합니다</translation>
    </message>
    <message>
        <source>there is a comma too many here</source>
        <translation>여기에 쉼표가 하나 더 있습니다</translation>
    </message>
    <message>
        <source>a colon is expected here</source>
        <translation>여기에는 쌍점(:)이 와야 합니다</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is expected here</source>
        <translation>여기에는 쉼표나 닫는 괄호가 와야 합니다</translation>
    </message>
    <message>
        <source>the document has ended before this</source>
        <translation>문서가 여기서 끝나 버렸습니다</translation>
    </message>
    <message>
        <source>this text has no closing quote</source>
        <translation>이 문자열에는 닫는 따옴표가 없습니다</translation>
    </message>
    <message>
        <source>a text cannot go on in the next line</source>
        <translation>문자열은 다음 줄로 이어질 수 없습니다</translation>
    </message>
    <message>
        <source>this is no escape that JSON knows</source>
        <translation>JSON에 없는 이스케이프입니다</translation>
    </message>
    <message>
        <source>this is no text in UTF-8</source>
        <translation>UTF-8로 된 글이 아닙니다</translation>
    </message>
    <message>
        <source>this cannot be read</source>
        <translation>읽을 수 없습니다</translation>
    </message>
    <message>
        <source>this is no JSON document that can be read: it is nested too deeply</source>
        <translation>읽을 수 있는 JSON 문서가 아닙니다: 너무 깊이 중첩되어 있습니다</translation>
    </message>
    <message>
        <source>this is no JSON document that can be read: a number has thousands of digits</source>
        <translation>읽을 수 있는 JSON 문서가 아닙니다: 수 하나가 수천 자리나 됩니다</translation>
    </message>
    <message>
        <source>this is no JSON document</source>
        <translation>JSON 문서가 아닙니다</translation>
    </message>
    <message>
        <source>this is no JSON document (line {line}, column {column}: {reason})</source>
        <translation>JSON 문서가 아닙니다 ({line}행 {column}열: {reason})</translation>
    </message>
    <message>
        <source>{given} is not allowed here; allowed is {allowed}</source>
        <translation>여기에 쓸 수 없는 종류입니다: {given}. 쓸 수 있는 것: {allowed}</translation>
    </message>
    <message>
        <source>a list of {given} is not allowed here; allowed is a list of {allowed}</source>
        <translation>여기에 쓸 수 없는 목록입니다: {given}. 목록에 쓸 수 있는 것: {allowed}</translation>
    </message>
    <message>
        <source>there is no such key; allowed is {keys}</source>
        <translation>그런 키는 없습니다. 쓸 수 있는 키: {keys}</translation>
    </message>
    <message>
        <source>{value} is not allowed; allowed is one of {keys}</source>
        <translation>{value}: 쓸 수 없는 값입니다. 다음 중 하나여야 합니다: {keys}</translation>
    </message>
    <message>
        <source>this number is too large</source>
        <translation>수가 너무 큽니다</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}, {other}</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} 또는 {other}</translation>
    </message>
    <message>
        <source>the text is no shared document: it does not begin with “gdlab1:”</source>
        <translation>공유용 문서 글이 아닙니다. “gdlab1:”로 시작하지 않습니다</translation>
    </message>
    <message>
        <source>the shared text is not whole: a part is missing or was changed</source>
        <translation>공유용 글이 온전하지 않습니다. 일부가 빠졌거나 바뀌었습니다</translation>
    </message>
    <message>
        <source>the document in the text is too large</source>
        <translation>글에 담긴 문서가 너무 큽니다</translation>
    </message>
    <message>
        <source>there is no such lesson and no such file; the lessons are {keys}</source>
        <translation>그런 수업도 파일도 없습니다. 있는 수업: {keys}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Size of the position</source>
        <translation>위치의 크기</translation>
    </message>
    <message>
        <source>Derivative</source>
        <translation>도함수</translation>
    </message>
    <message>
        <source>Size of the derivative</source>
        <translation>도함수의 크기</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>함숫값</translation>
    </message>
    <message>
        <source>Size of the value</source>
        <translation>함숫값의 크기</translation>
    </message>
    <message>
        <source>Displacement</source>
        <translation>변위</translation>
    </message>
    <message>
        <source>Size of the displacement</source>
        <translation>변위의 크기</translation>
    </message>
    <message>
        <source>Distance to the minimum</source>
        <translation>극소점까지의 거리</translation>
    </message>
    <message>
        <source>Optimizer state {symbol}</source>
        <translation>옵티마이저 상태 {symbol}</translation>
    </message>
    <message>
        <source>Size of the state {symbol}</source>
        <translation>상태 {symbol}의 크기</translation>
    </message>
    <message>
        <source>Second state {symbol}</source>
        <translation>두 번째 상태 {symbol}</translation>
    </message>
    <message>
        <source>Size of the second state {symbol}</source>
        <translation>두 번째 상태 {symbol}의 크기</translation>
    </message>
    <message>
        <source>ends are counted for functions of one variable</source>
        <translation>변수가 하나인 함수에서만 끝점을 셉니다</translation>
    </message>
    <message>
        <source>two points stand above each other, at x = {x}</source>
        <translation>두 점이 같은 x에 있습니다: x = {x}</translation>
    </message>
    <message>
        <source>a point has the height {y}; allowed is a finite number from {low}</source>
        <translation>높이가 {y}인 점이 있습니다. {low} 이상의 유한한 수여야 합니다</translation>
    </message>
    <message>
        <source>the points are too close together, or too high, for a curve through them</source>
        <translation>점들이 너무 가깝거나 높아서 그 점들을 지나는 곡선을 만들 수 없습니다</translation>
    </message>
    <message>
        <source>{x:.3g}</source>
        <translation>{x:.3g}</translation>
    </message>
    <message>
        <source>settled at {where}, where the exact slope is {slope}, not zero</source>
        <translation>{where}에 멈췄지만, 그곳의 정확한 기울기는 0이 아니라 {slope}입니다</translation>
    </message>
    <message>
        <source>{x:.4g}</source>
        <translation>{x:.4g}</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}: beyond a million domain widths, because η·f″ = {product} &gt; 2 at epoch {turn}</source>
        <translation>에포크 {epoch}에서 발산: 정의역 너비의 백만 배를 벗어났습니다. 에포크 {turn}에서 η·f″ = {product} &gt; 2이기 때문입니다</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}: left the range of numbers, because η·f″ = {product} &gt; 2 at epoch {turn}</source>
        <translation>에포크 {epoch}에서 발산: 나타낼 수 있는 수의 범위를 벗어났습니다. 에포크 {turn}에서 η·f″ = {product} &gt; 2이기 때문입니다</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}: the function falls without end in that direction</source>
        <translation>에포크 {epoch}에서 발산: 함수가 그 방향으로 끝없이 내려갑니다</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}: beyond a million domain widths</source>
        <translation>에포크 {epoch}에서 발산: 정의역 너비의 백만 배를 벗어났습니다</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}: left the range of numbers</source>
        <translation>에포크 {epoch}에서 발산: 나타낼 수 있는 수의 범위를 벗어났습니다</translation>
    </message>
    <message>
        <source>converged at epoch {epoch} to the minimum at {where}</source>
        <translation>에포크 {epoch}에서 극소점 {where}에 수렴했습니다</translation>
    </message>
    <message>
        <source>stands on a maximum at {where}, where the slope is zero</source>
        <translation>극대점 {where}에 서 있습니다. 그곳의 기울기는 0입니다</translation>
    </message>
    <message>
        <source>stands at {where}: the slope is zero there, and it is no minimum</source>
        <translation>{where}에 서 있습니다. 그곳의 기울기는 0이지만 극소점이 아닙니다</translation>
    </message>
    <message>
        <source>stopped at {where}: the learning rate is 0 from epoch {epoch} on</source>
        <translation>{where}에서 멈췄습니다: 에포크 {epoch}부터 학습률이 0입니다</translation>
    </message>
    <message>
        <source>alternates between {first} and {second}</source>
        <translation>{first}, {second} 두 점을 번갈아 오갑니다</translation>
    </message>
    <message>
        <source>comes back to {where} every {count} epochs</source>
        <translation>{count} 에포크마다 {where} 자리로 돌아옵니다</translation>
    </message>
    <message>
        <source>wanders between {low} and {high} without rest: neighbours part by a factor of {factor} per epoch</source>
        <translation>{low}부터 {high}까지를 쉬지 않고 떠돕니다: 이웃한 점들이 에포크마다 {factor}배씩 멀어집니다</translation>
    </message>
    <message>
        <source>at {where} still moving by {step} per epoch; would need about {more} more epochs</source>
        <translation>{where}에서 아직 에포크마다 {step}씩 움직입니다. 약 {more} 에포크가 더 필요합니다</translation>
    </message>
    <message>
        <source>at {where} still moving by {step} per epoch, ever more slowly</source>
        <translation>{where}에서 아직 에포크마다 {step}씩 움직이며, 점점 느려집니다</translation>
    </message>
    <message>
        <source>at {where} still moving by {step} per epoch, and not slowing down</source>
        <translation>{where}에서 아직 에포크마다 {step}씩 움직이며, 느려지지 않습니다</translation>
    </message>
    <message>
        <source>{x:.6g}</source>
        <translation>{x:.6g}</translation>
    </message>
    <message>
        <source>({x:.6g}, {y:.6g})</source>
        <translation>({x:.6g}, {y:.6g})</translation>
    </message>
    <message>
        <source>the formula has {count} characters; allowed are at most {limit}</source>
        <translation>식이 {count}자입니다. {limit}자까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the formula has too many operations; allowed are {limit}</source>
        <translation>식에 연산이 너무 많습니다. {limit}개까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the formula is empty</source>
        <translation>식이 비어 있습니다</translation>
    </message>
    <message>
        <source>the formula is nested too deeply; allowed are {limit} levels</source>
        <translation>식이 너무 깊이 겹쳐 있습니다. {limit}겹까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the formula is not complete: a number, a name or a bracket is missing</source>
        <translation>식이 끝나지 않았습니다. 수나 이름이나 괄호가 빠졌습니다</translation>
    </message>
    <message>
        <source>a number, a name or a bracket is missing before {symbol}</source>
        <translation>{symbol} 앞에 수나 이름이나 괄호가 빠졌습니다</translation>
    </message>
    <message>
        <source>after the name of a function only a whole power may stand, as in sin^2(x); the inverse functions are called asin, acos and atan</source>
        <translation>함수 이름 뒤에는 sin^2(x)처럼 정수 거듭제곱만 올 수 있습니다. 역함수는 asin, acos, atan으로 씁니다</translation>
    </message>
    <message>
        <source>it is not clear where the argument of {function} ends; write {function}( … )</source>
        <translation>{function}의 인수가 어디에서 끝나는지 알 수 없습니다. {function}( … )처럼 쓰십시오</translation>
    </message>
    <message>
        <source>{function} takes one argument; decimals are written with a point, not with a comma</source>
        <translation>{function}의 인수는 하나입니다. 소수점은 쉼표가 아니라 마침표로 씁니다</translation>
    </message>
    <message>
        <source>{function} takes two arguments, as in {function}(x, 1)</source>
        <translation>{function}의 인수는 {function}(x, 1)처럼 두 개입니다</translation>
    </message>
    <message>
        <source>a number cannot stand right behind what is before it; write *, ^ or another sign</source>
        <translation>앞의 것 바로 뒤에 수가 올 수 없습니다. *, ^ 같은 기호를 넣으십시오</translation>
    </message>
    <message>
        <source>a comma only separates the two arguments of min and max; decimals are written with a point, as in 3.5</source>
        <translation>쉼표는 min과 max의 두 인수를 나눌 때만 씁니다. 소수점은 3.5처럼 마침표로 씁니다</translation>
    </message>
    <message>
        <source>{bracket} is opened here and not closed</source>
        <translation>여기에서 연 {bracket} 괄호가 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>“)” closes a bracket that was not opened</source>
        <translation>“)”로 닫은 괄호를 연 곳이 없습니다</translation>
    </message>
    <message>
        <source>the formula is not a finite number anywhere on the domain {domain}</source>
        <translation>식이 정의역 {domain} 어디에서도 유한한 수가 되지 않습니다</translation>
    </message>
    <message>
        <source>the formula cannot be differentiated: its derivative is not a finite number</source>
        <translation>식을 미분할 수 없습니다. 도함수가 유한한 수가 되지 않습니다</translation>
    </message>
    <message>
        <source>the formula is too long to be differentiated; allowed is a shorter one</source>
        <translation>식이 너무 길어 미분할 수 없습니다. 더 짧게 쓰십시오</translation>
    </message>
    <message>
        <source>this number is too large; the largest are near 1.8e308</source>
        <translation>수가 너무 큽니다. 가장 큰 수는 1.8e308쯤입니다</translation>
    </message>
    <message>
        <source>this number is too small; the smallest are near 5e-324</source>
        <translation>수가 너무 작습니다. 가장 작은 수는 5e-324쯤입니다</translation>
    </message>
    <message>
        <source>this exponent is not a whole number</source>
        <translation>지수가 정수가 아닙니다</translation>
    </message>
    <message>
        <source>{word} is not known here; it is written {name}</source>
        <translation>{word}: 모르는 이름입니다. 이렇게 쓰십시오: {name}</translation>
    </message>
    <message>
        <source>{word} is not known here; known are {names}</source>
        <translation>{word}: 모르는 이름입니다. 쓸 수 있는 이름: {names}</translation>
    </message>
    <message>
        <source>only round brackets ( ) can stand in a formula</source>
        <translation>식에는 둥근 괄호 ( )만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>no equals sign can stand in a formula; write only what is to the right of it</source>
        <translation>식에는 등호를 쓸 수 없습니다. 등호의 오른쪽만 쓰십시오</translation>
    </message>
    <message>
        <source>a point can only stand between the digits of a number</source>
        <translation>마침표는 수의 숫자 사이에만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the character {character} cannot stand in a formula; allowed are numbers, names, round brackets, bars and the signs + - * / ^</source>
        <translation>식에 쓸 수 없는 글자입니다: {character}. 수, 이름, 둥근 괄호, 절댓값 기호, + - * / ^ 기호를 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the exponent is too large; allowed is a size of at most {limit}, taken together where a power is raised to another power</source>
        <translation>지수가 너무 큽니다. 크기가 {limit} 이하여야 하고, 거듭제곱을 또 거듭제곱하면 지수를 곱해서 셉니다</translation>
    </message>
    <message>
        <source>this part of the formula is not a finite number</source>
        <translation>식의 이 부분이 유한한 수가 아닙니다</translation>
    </message>
    <message>
        <source>The believed gradient is not a finite number everywhere on the domain.</source>
        <translation>믿고 있는 기울기가 정의역의 일부에서 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>The two agree to the last bit.</source>
        <translation>두 기울기는 마지막 비트까지 같습니다.</translation>
    </message>
    <message>
        <source>The two agree but for rounding: at most {error:.2g} apart.</source>
        <translation>두 기울기는 반올림 오차 말고는 같습니다: 차이는 최대 {error:.2g}입니다.</translation>
    </message>
    <message>
        <source>The two agree closely: at most {error:.2g} apart, at x = {x:.4g}; no descent shows it.</source>
        <translation>두 기울기는 거의 같습니다: 차이는 x = {x:.4g}에서 최대 {error:.2g}이며, 하강에서는 드러나지 않습니다.</translation>
    </message>
    <message>
        <source>They are not the same gradient: at x = {x:.4g} they are {error:.3g} apart, {share:.0%} of the steepest slope.</source>
        <translation>같은 기울기가 아닙니다: x = {x:.4g}에서 {error:.3g}만큼 다르며, 이는 가장 가파른 기울기의 {share:.0%}입니다.</translation>
    </message>
    <message>
        <source>{objective} has no gradient as printed: the notes printed the right one, or none</source>
        <translation>{objective}: 인쇄된 기울기가 없습니다. 강의 노트에 옳은 식이 있거나 식이 없습니다</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>인쇄된 도함수</translation>
    </message>
    <message>
        <source>The derivative as the lecture notes printed it, mistake and all.</source>
        <translation>강의 노트에 인쇄된 도함수입니다. 틀린 곳도 그대로입니다.</translation>
    </message>
    <message>
        <source>central difference</source>
        <translation>중앙 차분</translation>
    </message>
    <message>
        <source>The slope of a chord about x, from x − h to x + h: closer than a forward difference, until rounding takes over.</source>
        <translation>x − h에서 x + h까지 x를 가운데 둔 할선의 기울기입니다. 반올림 오차가 커지기 전까지는 전방 차분보다 정확합니다.</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>The distance h from x to each of the two points.</source>
        <translation>x에서 두 점까지의 간격 h입니다.</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>정확한 도함수</translation>
    </message>
    <message>
        <source>The derivative as calculus gives it.</source>
        <translation>미적분으로 구한 도함수입니다.</translation>
    </message>
    <message>
        <source>forward difference</source>
        <translation>전방 차분</translation>
    </message>
    <message>
        <source>The slope of a chord from x to x + h: too long a chord misses the slope, too short a one drowns in rounding.</source>
        <translation>x에서 x + h까지 그은 할선의 기울기입니다. 너무 길면 기울기를 놓치고, 너무 짧으면 반올림 오차에 묻힙니다.</translation>
    </message>
    <message>
        <source>The distance h between the two points.</source>
        <translation>두 점 사이의 간격 h입니다.</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>상수배한 도함수</translation>
    </message>
    <message>
        <source>The exact gradient times a factor: it goes to the same places at another rate, and with a wrong sign it climbs.</source>
        <translation>정확한 기울기에 수를 곱한 것입니다. 학습률만 바꾼 것처럼 같은 곳으로 가고, 부호가 틀리면 오르막을 오릅니다.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>곱하는 수</translation>
    </message>
    <message>
        <source>What the exact gradient is multiplied by, c; below 0 the descent climbs.</source>
        <translation>정확한 기울기에 곱하는 수 c입니다. 0보다 작으면 오르막을 오릅니다.</translation>
    </message>
    <message>
        <source>single precision</source>
        <translation>단정밀도</translation>
    </message>
    <message>
        <source>The exact gradient with some seven digits: it seldom matters, but near a minimum the point stops a little beside it.</source>
        <translation>일곱 자리쯤까지만 계산한 정확한 기울기입니다. 대개는 괜찮지만, 극소점 근처에서는 조금 비켜난 곳에 멈춥니다.</translation>
    </message>
    <message>
        <source>{objective} has two variables, and a typed gradient is a formula of one</source>
        <translation>{objective}: 변수가 두 개인 함수입니다. 직접 입력하는 기울기는 변수 하나의 식입니다</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>직접 입력</translation>
    </message>
    <message>
        <source>Your own derivative: where it is wrong the descent believes it all the same, and the check shows by how much.</source>
        <translation>직접 구한 도함수입니다. 틀린 곳이 있어도 하강은 그대로 믿으며, 얼마나 틀렸는지는 기울기 검사가 보여 줍니다.</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>식</translation>
    </message>
    <message>
        <source>A formula of x, such as 6x - 3.</source>
        <translation>x의 식입니다. 예: 6x - 3.</translation>
    </message>
    <message>
        <source>this function has one variable, so there is no start.y</source>
        <translation>변수가 하나인 함수라서 start.y는 없습니다</translation>
    </message>
    <message>
        <source>This chart is for functions of one variable.</source>
        <translation>이 그래프는 변수가 하나인 함수에 쓰입니다.</translation>
    </message>
    <message>
        <source>Chance has a part in every step, so there is no map that could be drawn.</source>
        <translation>걸음마다 우연이 끼어들므로 그릴 수 있는 사상이 없습니다.</translation>
    </message>
    <message>
        <source>{optimizer} remembers the epochs before, so its next position does not follow from the present one alone. Choose gradient descent to see its map.</source>
        <translation>{optimizer}: 지난 에포크를 기억하는 방법이라 다음 위치가 현재 위치만으로 정해지지 않습니다. 경사 하강법을 고르면 사상을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The learning rate changes from epoch to epoch here, so the map changes too. Choose the constant schedule without warm-up to see it.</source>
        <translation>학습률이 에포크마다 바뀌므로 사상도 바뀝니다. 웜업 없이 일정한 스케줄을 고르면 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{schedule} has no learning rate that could be varied.</source>
        <translation>{schedule}: 바꿀 수 있는 학습률이 없습니다.</translation>
    </message>
    <message>
        <source>How far from the nearest known minimum the descent ends. Not defined where none is known.</source>
        <translation>하강이 끝난 곳에서 가장 가까운 알려진 극소점까지의 거리입니다. 알려진 극소점이 없으면 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>Epochs to tolerance</source>
        <translation>수렴까지의 에포크</translation>
    </message>
    <message>
        <source>The first epoch from which on the point counts as converged, up to the last epoch.</source>
        <translation>그때부터 마지막 에포크까지 수렴한 것으로 보는 첫 에포크입니다.</translation>
    </message>
    <message>
        <source>Final slope</source>
        <translation>최종 기울기</translation>
    </message>
    <message>
        <source>The size of the exact gradient where the descent ends, whatever gradient it believed.</source>
        <translation>하강이 어떤 기울기를 믿었든, 끝난 곳에서 구한 정확한 기울기의 크기입니다.</translation>
    </message>
    <message>
        <source>Final guess</source>
        <translation>최종 추측값</translation>
    </message>
    <message>
        <source>Where the descent stands after its last epoch.</source>
        <translation>마지막 에포크가 끝났을 때의 위치입니다.</translation>
    </message>
    <message>
        <source>Final value</source>
        <translation>최종 함숫값</translation>
    </message>
    <message>
        <source>The value of the function where the descent ends.</source>
        <translation>하강이 끝난 곳의 함숫값입니다.</translation>
    </message>
    <message>
        <source>Largest excursion</source>
        <translation>최대 이탈 거리</translation>
    </message>
    <message>
        <source>The largest distance from the start that the descent had in any epoch.</source>
        <translation>모든 에포크 가운데 시작점에서 가장 멀리 떨어진 거리입니다.</translation>
    </message>
    <message>
        <source>Lyapunov exponent</source>
        <translation>랴푸노프 지수</translation>
    </message>
    <message>
        <source>How fast neighbours part, per epoch: below 0 they meet, above 0 a tiny difference grows. Not defined with noise.</source>
        <translation>이웃한 점들이 에포크마다 얼마나 빨리 멀어지는지를 나타냅니다. 0보다 작으면 가까워지고, 0보다 크면 작은 차이가 커집니다. 잡음이 있으면 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>도착한 극소점</translation>
    </message>
    <message>
        <source>The number of the known minimum at which the descent arrived, in their order, and one more for any other minimum; its basin of attraction, so to say. Not defined where it arrived at none.</source>
        <translation>하강이 도착한 알려진 극소점의 번호이며, 그 밖의 극소점은 모두 다음 번호 하나로 나타냅니다. 곧 끌림 영역입니다. 어느 극소점에도 도착하지 않으면 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>How the descent came out: converged, diverged, stuck, stopped, unfinished …</source>
        <translation>하강이 어떻게 끝났는지입니다: 수렴, 발산, 갇힘, 정지, 미완료 …</translation>
    </message>
    <message>
        <source>Spread of repeats</source>
        <translation>반복의 퍼짐</translation>
    </message>
    <message>
        <source>The standard deviation of the final guesses when each cell is repeated under random numbers of its own, as often as the sweep says. Not defined without repeats; 0 where all are alike.</source>
        <translation>칸마다 저마다의 난수로 실험에서 정한 횟수만큼 반복했을 때 최종 추측값의 표준 편차입니다. 반복하지 않으면 정의되지 않고, 모두 같으면 0입니다.</translation>
    </message>
    <message>
        <source>Functions of one variable</source>
        <translation>일변수 함수</translation>
    </message>
    <message>
        <source>Absolute value</source>
        <translation>절댓값</translation>
    </message>
    <message>
        <source>The slope keeps its size up to the minimum: at a fixed rate a descent hops over the kink for ever.</source>
        <translation>최소점에 이를 때까지 기울기의 크기가 그대로입니다. 학습률이 고정되면 꺾인 점을 끝없이 넘나듭니다.</translation>
    </message>
    <message>
        <source>Flat places and kinks</source>
        <translation>평평한 곳과 꺾인 점</translation>
    </message>
    <message>
        <source>Cosine bowl</source>
        <translation>코사인 그릇</translation>
    </message>
    <message>
        <source>Four minima in a bowl; a descent that starts at 0 stands on a maximum for ever.</source>
        <translation>그릇 안에 극소점이 네 개 있습니다. 0에서 출발하면 극대점 위에 영원히 서 있습니다.</translation>
    </message>
    <message>
        <source>The notes&apos; functions</source>
        <translation>강의 노트의 함수</translation>
    </message>
    <message>
        <source>Cubic</source>
        <translation>삼차함수</translation>
    </message>
    <message>
        <source>Unbounded below and flat at 0: zero slope without a minimum, and a descent that never ends.</source>
        <translation>아래로 끝이 없고 0에서 평평합니다. 극소점이 아닌데 기울기가 0이고, 하강은 끝나지 않습니다.</translation>
    </message>
    <message>
        <source>Double well</source>
        <translation>이중 우물</translation>
    </message>
    <message>
        <source>Two equal minima: the sign of the start decides which one is found, and a start at 0 finds none.</source>
        <translation>높이가 같은 최소점이 둘 있습니다. 시작점의 부호가 어느 쪽을 찾을지 정하고, 0에서 출발하면 아무것도 찾지 못합니다.</translation>
    </message>
    <message>
        <source>Double wells</source>
        <translation>이중 우물</translation>
    </message>
    <message>
        <source>Drawn curve</source>
        <translation>그린 곡선</translation>
    </message>
    <message>
        <source>Your own curve, drawn with the mouse and made smooth: put valleys where you like, and see which of them a descent finds.</source>
        <translation>마우스로 그려 매끄럽게 만든 곡선입니다. 원하는 곳에 골짜기를 두고 하강이 어느 것을 찾는지 보십시오.</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>The points that the curve goes through; each has a place of its own.</source>
        <translation>곡선이 지나는 점들입니다. 점마다 x가 서로 다릅니다.</translation>
    </message>
    <message>
        <source>Typed and drawn</source>
        <translation>직접 입력하고 그린 것</translation>
    </message>
    <message>
        <source>Flat inflection</source>
        <translation>평평한 변곡점</translation>
    </message>
    <message>
        <source>The slope is zero at 0, where there is no minimum: from the left a descent gets stuck on the way down.</source>
        <translation>0에서 기울기가 0이지만 극소점이 아닙니다. 왼쪽에서 내려오다가 도중에 갇힙니다.</translation>
    </message>
    <message>
        <source>Forrester</source>
        <translation>포레스터 함수</translation>
    </message>
    <message>
        <source>A shallow minimum and a deep one: most starts on the left end in the shallow one.</source>
        <translation>얕은 극소점과 깊은 극소점이 하나씩 있습니다. 왼쪽에서 출발하면 대부분 얕은 쪽에서 끝납니다.</translation>
    </message>
    <message>
        <source>Many valleys</source>
        <translation>골짜기가 많은 함수</translation>
    </message>
    <message>
        <source>Gaussian sine</source>
        <translation>가우스 사인</translation>
    </message>
    <message>
        <source>Several minima of different depth: where a descent ends depends on where it starts.</source>
        <translation>깊이가 다른 극소점이 여럿 있습니다. 어디에서 끝나는지는 어디에서 출발하는지에 달려 있습니다.</translation>
    </message>
    <message>
        <source>The notes lost a factor x in the second term.</source>
        <translation>강의 노트의 식은 둘째 항에서 인수 x가 빠졌습니다.</translation>
    </message>
    <message>
        <source>Gaussian well</source>
        <translation>가우스 우물</translation>
    </message>
    <message>
        <source>One minimum near 0 and flat tails: a start further out feels no slope and hardly moves at all.</source>
        <translation>0 근처에 최소점이 하나 있고 양쪽 끝은 평평합니다. 멀리서 출발하면 기울기를 느끼지 못해 거의 움직이지 않습니다.</translation>
    </message>
    <message>
        <source>Gramacy and Lee</source>
        <translation>그라마시–리 함수</translation>
    </message>
    <message>
        <source>Nine narrow minima on a slow trend: the curvature of several hundred asks for tiny learning rates.</source>
        <translation>완만한 흐름 위에 좁은 극소점이 아홉 개 있습니다. 곡률이 수백이나 되어 아주 작은 학습률이 필요합니다.</translation>
    </message>
    <message>
        <source>Griewank</source>
        <translation>그리완크 함수</translation>
    </message>
    <message>
        <source>Seven minima of almost the same depth: the wide bowl that tells them apart is lost in the waves.</source>
        <translation>깊이가 거의 같은 극소점이 일곱 개 있습니다. 이들을 구별해 줄 넓은 그릇은 물결에 묻혀 보이지 않습니다.</translation>
    </message>
    <message>
        <source>Growing wave</source>
        <translation>커지는 물결</translation>
    </message>
    <message>
        <source>Two minima on the domain, the right one far deeper; a start to the left of the hill misses it.</source>
        <translation>정의역에 극소점이 둘 있고 오른쪽이 훨씬 깊습니다. 언덕 왼쪽에서 출발하면 놓칩니다.</translation>
    </message>
    <message>
        <source>Log cosh</source>
        <translation>로그 코시</translation>
    </message>
    <message>
        <source>One minimum, and a slope that never exceeds 1: a far start walks, and Newton&apos;s method flies away.</source>
        <translation>최소점이 하나이고 기울기가 1을 넘지 않습니다. 멀리서 출발하면 천천히 걸어오고, 뉴턴법은 날아가 버립니다.</translation>
    </message>
    <message>
        <source>One valley</source>
        <translation>골짜기가 하나인 함수</translation>
    </message>
    <message>
        <source>Parabola</source>
        <translation>포물선</translation>
    </message>
    <message>
        <source>One minimum and the same curvature everywhere: every rate can be judged by hand.</source>
        <translation>최소점이 하나이고 곡률이 어디서나 같습니다. 어떤 학습률이든 손으로 따져 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>고원</translation>
    </message>
    <message>
        <source>One minimum between plateaus: a start a few units out has almost no slope, and waits for ever.</source>
        <translation>고원 사이에 최소점이 하나 있습니다. 조금만 멀리서 출발하면 기울기가 거의 없어 한없이 기다립니다.</translation>
    </message>
    <message>
        <source>Quartic</source>
        <translation>사차함수</translation>
    </message>
    <message>
        <source>The minimum has no curvature: a descent gets nearer in every epoch, and slower than any fixed ratio.</source>
        <translation>최소점에서 곡률이 0입니다. 에포크마다 가까워지지만 어떤 일정한 비율보다도 느립니다.</translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation>라스트리긴 함수</translation>
    </message>
    <message>
        <source>Eleven minima: a descent finds the nearest one, and only a start near 0 finds the lowest.</source>
        <translation>극소점이 열한 개 있습니다. 하강은 가장 가까운 것을 찾고, 0 근처에서 출발해야만 가장 낮은 것을 찾습니다.</translation>
    </message>
    <message>
        <source>Rational function</source>
        <translation>유리함수</translation>
    </message>
    <message>
        <source>One shallow minimum: to the left of the hill at −0.414 a descent walks away from it for ever.</source>
        <translation>얕은 극소점이 하나 있습니다. −0.414에 있는 언덕의 왼쪽에서는 극소점에서 끝없이 멀어집니다.</translation>
    </message>
    <message>
        <source>Rippled bowl</source>
        <translation>물결치는 그릇</translation>
    </message>
    <message>
        <source>A bowl with three minima: small learning rates stop in the first ripple, larger ones may leap over it.</source>
        <translation>극소점이 세 개 있는 그릇입니다. 학습률이 작으면 첫 물결에서 멈추고, 크면 뛰어넘기도 합니다.</translation>
    </message>
    <message>
        <source>Steep waves</source>
        <translation>가파른 물결</translation>
    </message>
    <message>
        <source>Four narrow minima: with a learning rate above 0.004 a descent is thrown out of the deepest of them.</source>
        <translation>좁은 극소점이 네 개 있습니다. 학습률이 0.004보다 크면 가장 깊은 곳에서 튕겨 나옵니다.</translation>
    </message>
    <message>
        <source>Styblinski and Tang</source>
        <translation>스티블린스키–탕 함수</translation>
    </message>
    <message>
        <source>Two wells with walls so steep that a learning rate which suits the bottom diverges from the rim.</source>
        <translation>우물 두 개의 벽이 몹시 가팔라서, 바닥에 알맞은 학습률도 가장자리에서는 발산합니다.</translation>
    </message>
    <message>
        <source>Tilted double well</source>
        <translation>기울어진 이중 우물</translation>
    </message>
    <message>
        <source>Two minima of different depth: from the right a descent ends in the worse one, and never learns it.</source>
        <translation>깊이가 다른 극소점이 둘 있습니다. 오른쪽에서 출발하면 더 나쁜 쪽에서 끝나고, 그 사실을 끝내 모릅니다.</translation>
    </message>
    <message>
        <source>Two sines</source>
        <translation>두 사인의 합</translation>
    </message>
    <message>
        <source>Three minima side by side, the lowest in the middle: the start decides, for the learning rate cannot.</source>
        <translation>극소점 셋이 나란히 있고 가운데가 가장 낮습니다. 어디로 갈지는 학습률이 아니라 시작점이 정합니다.</translation>
    </message>
    <message>
        <source>the domain is two numbers, the lower one first</source>
        <translation>정의역은 작은 수를 먼저 쓴 두 수입니다</translation>
    </message>
    <message>
        <source>Typed formula</source>
        <translation>직접 입력한 식</translation>
    </message>
    <message>
        <source>Your own function, typed as a formula of x: its derivatives are exact, and its minima are found by a search.</source>
        <translation>x의 식으로 입력한 함수입니다. 도함수는 정확하고, 극소점은 탐색으로 찾습니다.</translation>
    </message>
    <message>
        <source>A formula of x, such as x^2/4 + sin(2x).</source>
        <translation>x의 식입니다. 예: x^2/4 + sin(2x).</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>정의역</translation>
    </message>
    <message>
        <source>From where to where the function is drawn: two numbers, the lower one first.</source>
        <translation>함수를 어디부터 어디까지 그릴지 정합니다: 작은 수를 먼저 쓴 두 수입니다.</translation>
    </message>
    <message>
        <source>x times sine</source>
        <translation>x 곱하기 사인</translation>
    </message>
    <message>
        <source>Two minima, the further one far deeper: who starts on the left never hears of it.</source>
        <translation>극소점이 둘이고 먼 쪽이 훨씬 깊습니다. 왼쪽에서 출발하면 그 존재를 끝내 모릅니다.</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Memory of the gradient</source>
        <translation>기울기의 기억</translation>
    </message>
    <message>
        <source>The share β₁ that the average gradient keeps from one epoch to the next.</source>
        <translation>평균 기울기가 다음 에포크까지 유지되는 비율 β₁입니다.</translation>
    </message>
    <message>
        <source>Memory of the square</source>
        <translation>제곱의 기억</translation>
    </message>
    <message>
        <source>The share β₂ that the average square keeps from one epoch to the next.</source>
        <translation>평균 제곱이 다음 에포크까지 유지되는 비율 β₂입니다.</translation>
    </message>
    <message>
        <source>Bias correction</source>
        <translation>편향 보정</translation>
    </message>
    <message>
        <source>Make up for the averages&apos; start at zero.</source>
        <translation>평균이 0에서 시작하는 것을 보정합니다.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>엡실론</translation>
    </message>
    <message>
        <source>A small number ε that keeps the divisor from being zero.</source>
        <translation>분모가 0이 되지 않게 하는 작은 수 ε입니다.</translation>
    </message>
    <message>
        <source>AdaBelief</source>
        <translation>AdaBelief</translation>
    </message>
    <message>
        <source>Adam that divides by the surprise: long steps where the gradient is as expected.</source>
        <translation>예상과 벗어난 정도로 나누는 Adam입니다. 기울기가 예상대로이면 걸음이 깁니다.</translation>
    </message>
    <message>
        <source>On an even slope nothing surprises it, and its steps grow beyond all measure.</source>
        <translation>고른 비탈에서는 예상을 벗어나는 일이 없어 걸음이 한없이 커집니다.</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>적응형 방법</translation>
    </message>
    <message>
        <source>Adadelta</source>
        <translation>Adadelta</translation>
    </message>
    <message>
        <source>Finds the length of its steps from the steps before: the learning rate is just 1.</source>
        <translation>앞선 걸음들로 걸음의 길이를 정합니다. 학습률은 그냥 1입니다.</translation>
    </message>
    <message>
        <source>Its first steps are tiny, about √ε long, and it takes many epochs to gather speed.</source>
        <translation>첫걸음들이 √ε쯤으로 아주 작아서, 속도가 붙기까지 에포크가 많이 듭니다.</translation>
    </message>
    <message>
        <source>The share ρ that the average squares keep from one epoch to the next.</source>
        <translation>평균 제곱이 다음 에포크까지 유지되는 비율 ρ입니다.</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Divides by the root of all squared gradients so far: a rate for each coordinate.</source>
        <translation>지금까지의 기울기 제곱을 모두 더한 값의 제곱근으로 나눕니다. 좌표마다 학습률이 다릅니다.</translation>
    </message>
    <message>
        <source>It forgets nothing, so its steps only ever shrink, and it may never arrive.</source>
        <translation>아무것도 잊지 않아 걸음이 줄기만 하므로, 끝내 도착하지 못할 수도 있습니다.</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Momentum, divided by the gradient&apos;s recent size: steps of about η, wherever it is.</source>
        <translation>모멘텀을 최근 기울기의 크기로 나눕니다. 어디서나 걸음이 η쯤 됩니다.</translation>
    </message>
    <message>
        <source>Far from the minimum it only walks; near it, it swings, and it may never settle.</source>
        <translation>극소점에서 멀면 걷기만 하고, 가까우면 흔들리며, 끝내 자리를 잡지 못하기도 합니다.</translation>
    </message>
    <message>
        <source>Adamax</source>
        <translation>Adamax</translation>
    </message>
    <message>
        <source>Adam with the largest recent slope in place of the average square.</source>
        <translation>평균 제곱 대신 최근의 가장 큰 기울기를 쓰는 Adam입니다.</translation>
    </message>
    <message>
        <source>After one steep place it stays slow for some thousand epochs.</source>
        <translation>가파른 곳을 한 번 만나면 수천 에포크 동안 느립니다.</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam with weight decay beside it: the point is pulled towards 0 all the time.</source>
        <translation>가중치 감쇠를 따로 더한 Adam입니다. 점이 늘 0 쪽으로 끌립니다.</translation>
    </message>
    <message>
        <source>It does not rest at the minimum but nearer to 0, since it minimises something else than f.</source>
        <translation>극소점이 아니라 0에 더 가까운 곳에 멈춥니다. f가 아닌 다른 것을 최소화하기 때문입니다.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>How strongly λ the point is pulled towards 0.</source>
        <translation>점을 0 쪽으로 끌어당기는 세기 λ입니다.</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>Adam that never forgets its steepest slope, so that its steps cannot grow again.</source>
        <translation>가장 가팔랐던 기울기를 잊지 않는 Adam입니다. 걸음이 다시 커지지 않습니다.</translation>
    </message>
    <message>
        <source>One steep place on the way, and it creeps through all the rest.</source>
        <translation>도중에 가파른 곳을 한 번 만나면 나머지 길을 기어갑니다.</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>경사 하강법</translation>
    </message>
    <message>
        <source>A step against the gradient, as long as gradient and learning rate make it.</source>
        <translation>기울기의 반대 방향으로, 기울기와 학습률이 정하는 만큼 움직입니다.</translation>
    </message>
    <message>
        <source>Slow in flat places, restless in steep ones; stops in the first valley.</source>
        <translation>평평한 곳에서는 느리고 가파른 곳에서는 요동칩니다. 처음 만난 골짜기에서 멈춥니다.</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Lion</translation>
    </message>
    <message>
        <source>Takes only the sign of its momentum: every step is exactly η long.</source>
        <translation>모멘텀의 부호만 씁니다. 모든 걸음의 길이가 정확히 η입니다.</translation>
    </message>
    <message>
        <source>Its steps never get shorter, so it swings about the minimum unless η falls.</source>
        <translation>걸음이 짧아지지 않으므로, η를 줄이지 않으면 극소점 근처에서 흔들립니다.</translation>
    </message>
    <message>
        <source>Share of the memory</source>
        <translation>기억의 비율</translation>
    </message>
    <message>
        <source>The share β₁ that the average has in this epoch&apos;s direction.</source>
        <translation>이번 에포크의 방향에서 평균이 차지하는 비율 β₁입니다.</translation>
    </message>
    <message>
        <source>The share β₂ that the average gradient keeps from one epoch to the next.</source>
        <translation>평균 기울기가 다음 에포크까지 유지되는 비율 β₂입니다.</translation>
    </message>
    <message>
        <source>By sign</source>
        <translation>부호만 쓰는 방법</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Keeps a part of its velocity, as a heavy ball does.</source>
        <translation>무거운 공처럼 속도의 일부를 유지합니다.</translation>
    </message>
    <message>
        <source>Rolls past the minimum and comes back; too much momentum and it swings for long.</source>
        <translation>극소점을 지나쳤다가 되돌아옵니다. 모멘텀이 너무 크면 오래 흔들립니다.</translation>
    </message>
    <message>
        <source>The share μ of the velocity that is kept from one epoch to the next.</source>
        <translation>다음 에포크까지 유지되는 속도의 비율 μ입니다.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>PyTorch&apos;s form scales the velocity by the rate; the classical one adds to it.</source>
        <translation>PyTorch 형식은 속도에 학습률을 곱하고, 고전 형식은 속도를 그대로 더합니다.</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>classical</source>
        <translation>고전</translation>
    </message>
    <message>
        <source>With momentum</source>
        <translation>모멘텀을 쓰는 방법</translation>
    </message>
    <message>
        <source>NAdam</source>
        <translation>NAdam</translation>
    </message>
    <message>
        <source>Adam with Nesterov&apos;s look ahead: it brakes a little sooner.</source>
        <translation>네스테로프처럼 앞을 내다보는 Adam입니다. 조금 더 일찍 속도를 줄입니다.</translation>
    </message>
    <message>
        <source>As Adam: near the minimum it may not settle; and one more number to choose.</source>
        <translation>Adam처럼 극소점 근처에서 자리를 잡지 못하기도 하고, 골라야 할 수가 하나 더 있습니다.</translation>
    </message>
    <message>
        <source>Momentum decay</source>
        <translation>모멘텀 감쇠</translation>
    </message>
    <message>
        <source>How fast ψ the momentum climbs from half of β₁ to all of it.</source>
        <translation>모멘텀이 β₁의 절반에서 전부까지 올라가는 빠르기 ψ입니다.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s form, or that of the paper.</source>
        <translation>PyTorch의 형식 또는 논문의 형식입니다.</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>논문</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>Momentum that takes the gradient where it is about to be, and so brakes in time.</source>
        <translation>곧 가게 될 곳의 기울기를 쓰는 모멘텀입니다. 그래서 제때 속도를 줄입니다.</translation>
    </message>
    <message>
        <source>Swings less than plain momentum, but too much of it still rolls past the minimum.</source>
        <translation>보통 모멘텀보다 덜 흔들리지만, 너무 크면 역시 극소점을 지나칩니다.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s form stays with the gradient at x; the classical one looks ahead.</source>
        <translation>PyTorch 형식은 x에서의 기울기를 쓰고, 고전 형식은 앞을 내다봅니다.</translation>
    </message>
    <message>
        <source>Newton&apos;s method</source>
        <translation>뉴턴법</translation>
    </message>
    <message>
        <source>Divides the slope by the curvature: on a parabola it arrives in a single step.</source>
        <translation>기울기를 곡률로 나눕니다. 포물선에서는 한 걸음에 도착합니다.</translation>
    </message>
    <message>
        <source>Where f″ ≤ 0 it climbs to a maximum or leaps away: all that it looks for is f′ = 0.</source>
        <translation>f″ ≤ 0이면 극대점으로 오르거나 멀리 튑니다. f′ = 0인 곳을 찾을 뿐이기 때문입니다.</translation>
    </message>
    <message>
        <source>Second order</source>
        <translation>이차 방법</translation>
    </message>
    <message>
        <source>Noisy gradient descent</source>
        <translation>잡음 섞인 경사 하강법</translation>
    </message>
    <message>
        <source>Gradient descent that sees its gradient through noise, as with batches of data.</source>
        <translation>데이터를 배치로 나눌 때처럼 잡음이 섞인 기울기를 쓰는 경사 하강법입니다.</translation>
    </message>
    <message>
        <source>Never comes to rest at a fixed rate; the noise may also shake it out of a valley.</source>
        <translation>학습률이 고정되면 결코 멈추지 않습니다. 잡음 때문에 골짜기에서 빠져나오기도 합니다.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>The standard deviation σ of the noise in the gradient.</source>
        <translation>기울기에 섞이는 잡음의 표준 편차 σ입니다.</translation>
    </message>
    <message>
        <source>RAdam</source>
        <translation>RAdam</translation>
    </message>
    <message>
        <source>Adam with a warm-up of its own: plain momentum until its average can be trusted.</source>
        <translation>스스로 웜업을 하는 Adam입니다. 평균을 믿을 수 있을 때까지는 보통 모멘텀입니다.</translation>
    </message>
    <message>
        <source>In the first epochs it takes the bare gradient, and may leap where that is large.</source>
        <translation>처음 몇 에포크는 기울기를 그대로 쓰므로, 기울기가 큰 곳에서는 멀리 튈 수 있습니다.</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Divides by the gradient&apos;s recent size: the same pace on flat and on steep ground.</source>
        <translation>최근 기울기의 크기로 나눕니다. 평평하든 가파르든 빠르기가 같습니다.</translation>
    </message>
    <message>
        <source>At a fixed rate it does not settle: near the minimum it trembles by about η.</source>
        <translation>학습률이 고정되면 자리를 잡지 못하고, 극소점 근처에서 η쯤 떱니다.</translation>
    </message>
    <message>
        <source>The share α that the average square keeps from one epoch to the next.</source>
        <translation>평균 제곱이 다음 에포크까지 유지되는 비율 α입니다.</translation>
    </message>
    <message>
        <source>Rprop</source>
        <translation>Rprop</translation>
    </message>
    <message>
        <source>Faster while the slope keeps its sign, slower when it turns; its size does not count.</source>
        <translation>기울기의 부호가 그대로면 빨라지고 바뀌면 느려집니다. 기울기의 크기는 보지 않습니다.</translation>
    </message>
    <message>
        <source>Made for exact gradients: noise turns the signs, and the steps shrink to nothing.</source>
        <translation>정확한 기울기를 위한 방법입니다. 잡음이 부호를 뒤집으면 걸음이 거의 0으로 줄어듭니다.</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>확대 비율</translation>
    </message>
    <message>
        <source>The factor a on the step while the slope keeps its sign.</source>
        <translation>기울기의 부호가 그대로일 때 걸음에 곱하는 수 a입니다.</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>축소 비율</translation>
    </message>
    <message>
        <source>The factor b on the step where the slope turns.</source>
        <translation>기울기의 부호가 바뀔 때 걸음에 곱하는 수 b입니다.</translation>
    </message>
    <message>
        <source>Smallest step</source>
        <translation>가장 짧은 걸음</translation>
    </message>
    <message>
        <source>No step is shorter than this.</source>
        <translation>걸음이 이보다 짧아지지 않습니다.</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>가장 긴 걸음</translation>
    </message>
    <message>
        <source>No step is longer than this.</source>
        <translation>걸음이 이보다 길어지지 않습니다.</translation>
    </message>
    <message>
        <source>Sign descent</source>
        <translation>부호 하강법</translation>
    </message>
    <message>
        <source>Only the direction of the slope counts: every step is exactly η long.</source>
        <translation>기울기의 방향만 봅니다. 모든 걸음의 길이가 정확히 η입니다.</translation>
    </message>
    <message>
        <source>At a fixed rate it hops to and fro over the minimum for ever.</source>
        <translation>학습률이 고정되면 극소점을 사이에 두고 끝없이 오갑니다.</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>converged</source>
        <translation>수렴</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>갇힘</translation>
    </message>
    <message>
        <source>settled elsewhere</source>
        <translation>엉뚱한 곳에 멈춤</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>미완료</translation>
    </message>
    <message>
        <source>oscillating</source>
        <translation>진동</translation>
    </message>
    <message>
        <source>chaotic</source>
        <translation>혼돈</translation>
    </message>
    <message>
        <source>The base learning rate η₀: any finite number from 0.</source>
        <translation>기본 학습률 η₀입니다. 0 이상의 유한한 수이면 됩니다.</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>시간 기준</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>The duration T, in epochs; empty: all epochs.</source>
        <translation>기간 T(에포크 수)입니다. 비워 두면 전체 에포크입니다.</translation>
    </message>
    <message>
        <source>The duration T, in epochs.</source>
        <translation>기간 T(에포크 수)입니다.</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <translation>최저 학습률</translation>
    </message>
    <message>
        <source>The learning rate at the bottom, η_min.</source>
        <translation>가장 낮을 때의 학습률 η_min입니다.</translation>
    </message>
    <message>
        <source>The factor γ that the learning rate is multiplied by.</source>
        <translation>학습률에 곱하는 수 γ입니다.</translation>
    </message>
    <message>
        <source>Armijo</source>
        <translation>아르미호</translation>
    </message>
    <message>
        <source>Shrinks a large rate until the step brings the loss down enough: it never climbs.</source>
        <translation>큰 학습률에서 시작해 손실이 충분히 줄어들 때까지 줄입니다. 오르막을 오르는 일이 없습니다.</translation>
    </message>
    <message>
        <source>Costs several values of the loss an epoch, and stays in the first valley.</source>
        <translation>에포크마다 손실을 여러 번 계산해야 하고, 처음 만난 골짜기에 머뭅니다.</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>기울기 비율</translation>
    </message>
    <message>
        <source>The share c of the fall that the slope promises, and a step has to reach.</source>
        <translation>기울기로 예상되는 감소량 가운데 한 걸음이 실제로 이루어야 하는 비율 c입니다.</translation>
    </message>
    <message>
        <source>The factor b by which the rate is tried smaller.</source>
        <translation>학습률을 줄여 볼 때마다 곱하는 b입니다.</translation>
    </message>
    <message>
        <source>By the step&apos;s success</source>
        <translation>걸음의 성패 기준</translation>
    </message>
    <message>
        <source>Barzilai and Borwein</source>
        <translation>바질라이–보어와인</translation>
    </message>
    <message>
        <source>Guesses the curvature from the last two gradients, and takes the rate that suits it.</source>
        <translation>최근 두 기울기로 곡률을 짐작하고, 거기에 알맞은 학습률을 씁니다.</translation>
    </message>
    <message>
        <source>Where the slope hardly changes the rate is huge, and the next step leaps anywhere.</source>
        <translation>기울기가 거의 변하지 않는 곳에서는 학습률이 엄청나게 커져, 다음 걸음이 어디로 튈지 모릅니다.</translation>
    </message>
    <message>
        <source>By derivative</source>
        <translation>도함수 기준</translation>
    </message>
    <message>
        <source>Bold driver</source>
        <translation>대담한 운전자</translation>
    </message>
    <message>
        <source>Faster while all goes well; after a step that made things worse, back and slower.</source>
        <translation>잘되는 동안에는 점점 빠르게, 나빠지면 되돌아가서 느리게 갑니다.</translation>
    </message>
    <message>
        <source>Needs the loss twice an epoch; it only ever goes down, so it stays in the first valley.</source>
        <translation>에포크마다 손실을 두 번 계산해야 합니다. 내려가기만 하므로 처음 만난 골짜기에 머뭅니다.</translation>
    </message>
    <message>
        <source>The factor a after a step that made the loss smaller.</source>
        <translation>손실이 줄어든 걸음 뒤에 곱하는 a입니다.</translation>
    </message>
    <message>
        <source>The factor b after a step that was refused.</source>
        <translation>물린 걸음 뒤에 곱하는 b입니다.</translation>
    </message>
    <message>
        <source>Allowance</source>
        <translation>허용 폭</translation>
    </message>
    <message>
        <source>How much worse, as a share ζ of the loss, a step may make it.</source>
        <translation>한 걸음에 손실이 늘어나도 되는 정도를 손실에 대한 비율 ζ로 나타낸 것입니다.</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>일정</translation>
    </message>
    <message>
        <source>The same learning rate in every epoch.</source>
        <translation>모든 에포크에서 학습률이 같습니다.</translation>
    </message>
    <message>
        <source>Too small and it never arrives; above 2/f″ a minimum no longer holds it.</source>
        <translation>너무 작으면 도착하지 못하고, 2/f″보다 크면 극소점에 머물지 못합니다.</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>Stays high, falls in the middle, and lands softly: half a wave of the cosine.</source>
        <translation>처음에는 높게 머물다가 중간에 떨어지고 끝에서 부드럽게 내려앉습니다. 코사인 반 주기입니다.</translation>
    </message>
    <message>
        <source>Blind to how the descent is doing; past its duration the rate rises again.</source>
        <translation>하강이 잘되고 있는지 보지 못합니다. 기간이 지나면 학습률이 다시 올라갑니다.</translation>
    </message>
    <message>
        <source>Cosine with restarts</source>
        <translation>재시작하는 코사인</translation>
    </message>
    <message>
        <source>Falls along a cosine and jumps back to the top, to leap out of a poor valley.</source>
        <translation>코사인을 따라 줄어들다가 다시 맨 위로 뛰어, 나쁜 골짜기에서 벗어나려 합니다.</translation>
    </message>
    <message>
        <source>A restart throws the descent out of good valleys too; an end mid-cycle is restless.</source>
        <translation>재시작하면 좋은 골짜기에서도 튕겨 나옵니다. 주기 중간에 끝나면 자리를 잡지 못합니다.</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>배수</translation>
    </message>
    <message>
        <source>How many times as long each cycle is as the one before.</source>
        <translation>각 주기의 길이가 앞 주기의 몇 배인지입니다.</translation>
    </message>
    <message>
        <source>Cyclic</source>
        <translation>순환</translation>
    </message>
    <message>
        <source>Up and down in triangles: it visits small and large rates again and again.</source>
        <translation>삼각형 모양으로 오르내리며 작은 학습률과 큰 학습률을 번갈아 씁니다.</translation>
    </message>
    <message>
        <source>The end depends on where in a cycle the last epoch falls.</source>
        <translation>마지막 에포크가 주기의 어디에 걸리느냐에 따라 결과가 달라집니다.</translation>
    </message>
    <message>
        <source>Half cycle</source>
        <translation>반 주기</translation>
    </message>
    <message>
        <source>How many epochs s the rate climbs, and falls again.</source>
        <translation>학습률이 올라가는 에포크 수 s입니다. 내려올 때도 같습니다.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>Whether the triangles keep their height, halve it, or lose it by γ an epoch.</source>
        <translation>삼각형의 높이를 그대로 둘지, 매번 반으로 줄일지, 에포크마다 γ배로 줄일지 정합니다.</translation>
    </message>
    <message>
        <source>triangular</source>
        <translation>삼각형</translation>
    </message>
    <message>
        <source>triangular, halved</source>
        <translation>삼각형, 반씩 감소</translation>
    </message>
    <message>
        <source>triangular, fading</source>
        <translation>삼각형, 서서히 감소</translation>
    </message>
    <message>
        <source>The factor γ an epoch; it counts in the fading mode alone.</source>
        <translation>에포크마다 곱하는 γ입니다. 서서히 감소하는 방식에서만 쓰입니다.</translation>
    </message>
    <message>
        <source>Your own schedule, drawn with the mouse over the whole of the descent.</source>
        <translation>하강 전체에 걸쳐 마우스로 그린 학습률 스케줄입니다.</translation>
    </message>
    <message>
        <source>As every rule by time it is blind to how the descent is doing.</source>
        <translation>시간에 따른 규칙이 모두 그렇듯, 하강이 잘되고 있는지는 보지 못합니다.</translation>
    </message>
    <message>
        <source>The points that the curve goes through: the share t/N, and the rate there.</source>
        <translation>곡선이 지나는 점들입니다: 비율 t/N과 그때의 학습률.</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>지수 감소</translation>
    </message>
    <message>
        <source>Multiplied by γ after every epoch: it halves again and again in the same time.</source>
        <translation>에포크가 지날 때마다 γ배가 됩니다. 같은 시간마다 반으로 줄어듭니다.</translation>
    </message>
    <message>
        <source>All its steps together are of finite length: a minimum further away is never reached.</source>
        <translation>걸음을 모두 합쳐도 길이가 유한합니다. 그보다 먼 극소점에는 도착하지 못합니다.</translation>
    </message>
    <message>
        <source>Large where the function is steep, small where it is flat.</source>
        <translation>가파른 곳에서는 크고 평평한 곳에서는 작습니다.</translation>
    </message>
    <message>
        <source>Adapts, but needs more parameters and the right scale: |g| carries a unit.</source>
        <translation>상황에 맞추지만 매개변수가 더 필요하고 크기도 잘 맞춰야 합니다. |g|에는 단위가 있습니다.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>상한</translation>
    </message>
    <message>
        <source>The rate never exceeds this; leave it empty for no limit.</source>
        <translation>학습률이 이 값을 넘지 않습니다. 비워 두면 제한이 없습니다.</translation>
    </message>
    <message>
        <source>Hypergradient</source>
        <translation>하이퍼그래디언트</translation>
    </message>
    <message>
        <source>Learns its own rate: up while gradients agree, down when they change their sign.</source>
        <translation>학습률도 스스로 배웁니다. 기울기의 부호가 이어지면 올리고, 바뀌면 내립니다.</translation>
    </message>
    <message>
        <source>One more rate to choose, β; on steep ground the rate overshoots or turns negative.</source>
        <translation>정해야 할 값 β가 하나 더 늘어납니다. 가파른 곳에서는 학습률이 지나치게 커지거나 음수가 됩니다.</translation>
    </message>
    <message>
        <source>Rate of the rate</source>
        <translation>학습률의 학습률</translation>
    </message>
    <message>
        <source>How strongly β the rate follows the product of two gradients.</source>
        <translation>학습률이 두 기울기의 곱을 따라가는 정도 β입니다.</translation>
    </message>
    <message>
        <source>Inverse square root</source>
        <translation>제곱근 반비례</translation>
    </message>
    <message>
        <source>Falls like 1/√t: slowly enough to get anywhere, fast enough to settle in the end.</source>
        <translation>1/√t처럼 줄어듭니다. 어디든 갈 수 있을 만큼 느리고, 끝내 자리를 잡을 만큼 빠릅니다.</translation>
    </message>
    <message>
        <source>Without noise it only slows a descent down; under noise it settles late.</source>
        <translation>잡음이 없으면 하강을 늦출 뿐이고, 잡음이 있으면 늦게 자리를 잡습니다.</translation>
    </message>
    <message>
        <source>Inverse time</source>
        <translation>시간 반비례</translation>
    </message>
    <message>
        <source>Falls like 1/t: fast at first, then ever more slowly; it averages noise away.</source>
        <translation>1/t처럼 처음에는 빠르게, 갈수록 천천히 줄어듭니다. 잡음을 평균해 없앱니다.</translation>
    </message>
    <message>
        <source>Soon too small to get anywhere, where a descent has a long way to go.</source>
        <translation>갈 길이 먼 하강에서는 금세 너무 작아져 나아가지 못합니다.</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>감쇠</translation>
    </message>
    <message>
        <source>How much k the divisor grows in T epochs.</source>
        <translation>T 에포크마다 분모가 커지는 양 k입니다.</translation>
    </message>
    <message>
        <source>In stairs</source>
        <translation>계단식</translation>
    </message>
    <message>
        <source>Keep the rate constant for T epochs at a time.</source>
        <translation>한 번에 T 에포크씩 학습률을 일정하게 둡니다.</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>In a straight line from one share of the base rate to another, and constant after.</source>
        <translation>기본 학습률의 한 비율에서 다른 비율까지 직선으로 변하고, 그 뒤로는 일정합니다.</translation>
    </message>
    <message>
        <source>Blind to how the descent is doing: it warms up or cools down by the clock.</source>
        <translation>하강이 잘되고 있는지 보지 못하고, 시간만 보고 올리거나 내립니다.</translation>
    </message>
    <message>
        <source>First factor</source>
        <translation>처음 비율</translation>
    </message>
    <message>
        <source>The share a of the base rate in the first epoch.</source>
        <translation>첫 에포크에서 기본 학습률에 대한 비율 a입니다.</translation>
    </message>
    <message>
        <source>Last factor</source>
        <translation>마지막 비율</translation>
    </message>
    <message>
        <source>The share b of the base rate from epoch T on.</source>
        <translation>에포크 T부터 기본 학습률에 대한 비율 b입니다.</translation>
    </message>
    <message>
        <source>Linear to zero</source>
        <translation>0까지 선형 감소</translation>
    </message>
    <message>
        <source>Falls in a straight line, and is zero in the last epoch.</source>
        <translation>직선으로 줄어들어 마지막 에포크에 0이 됩니다.</translation>
    </message>
    <message>
        <source>Good and common, but blind to how the descent is doing.</source>
        <translation>좋은 방법이고 널리 쓰이지만, 하강이 잘되고 있는지는 보지 못합니다.</translation>
    </message>
    <message>
        <source>By loss</source>
        <translation>손실 기준</translation>
    </message>
    <message>
        <source>Large while the loss is large, small as it falls.</source>
        <translation>손실이 클 때는 크고, 손실이 줄면 함께 작아집니다.</translation>
    </message>
    <message>
        <source>Works only while the loss lies in [0, 1], though it can be scaled; where f &lt; 0 the rate turns negative and the point climbs.</source>
        <translation>손실이 [0, 1] 안에 있을 때만 통합니다. 다만 크기를 조정할 수는 있습니다. f &lt; 0이면 학습률이 음수가 되어 점이 오르막을 오릅니다.</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>크기 조정</translation>
    </message>
    <message>
        <source>Scale the loss to [0, 1] between its lowest value and that at the start.</source>
        <translation>손실의 최솟값과 시작점의 손실 사이를 [0, 1]로 맞춥니다.</translation>
    </message>
    <message>
        <source>Lowest loss</source>
        <translation>가장 낮은 손실</translation>
    </message>
    <message>
        <source>The least value f_lo, for the scaled form; empty: the objective&apos;s own.</source>
        <translation>크기를 조정할 때 쓰는 손실의 최솟값 f_lo입니다. 비워 두면 목적 함수의 최솟값을 씁니다.</translation>
    </message>
    <message>
        <source>At milestones</source>
        <translation>지정한 시점에 감소</translation>
    </message>
    <message>
        <source>Multiplied by γ at each of the epochs that you name.</source>
        <translation>지정한 에포크마다 γ배가 됩니다.</translation>
    </message>
    <message>
        <source>The milestones have to be known beforehand, and fit one problem only.</source>
        <translation>시점을 미리 알아야 하고, 한 문제에만 맞습니다.</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>The epochs from which the rate is multiplied by γ once more.</source>
        <translation>학습률에 γ를 한 번 더 곱하기 시작하는 에포크들입니다.</translation>
    </message>
    <message>
        <source>Noam</source>
        <translation>노암</translation>
    </message>
    <message>
        <source>Climbs in a straight line, then falls like 1/√t: the schedule of the first Transformer.</source>
        <translation>직선으로 올라간 뒤 1/√t처럼 줄어듭니다. 최초의 트랜스포머가 쓴 스케줄입니다.</translation>
    </message>
    <message>
        <source>The rate hangs on a width that only a network has: elsewhere it is a mere factor.</source>
        <translation>학습률이 신경망에만 있는 너비에 달려 있습니다. 다른 곳에서는 그저 곱하는 수일 뿐입니다.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>The width d of the model: the rate is divided by its root.</source>
        <translation>모델의 너비 d입니다. 학습률을 이 값의 제곱근으로 나눕니다.</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>상승 구간</translation>
    </message>
    <message>
        <source>How many epochs w the rate climbs.</source>
        <translation>학습률이 올라가는 에포크 수 w입니다.</translation>
    </message>
    <message>
        <source>Normalized gradient</source>
        <translation>정규화한 기울기</translation>
    </message>
    <message>
        <source>Steps of the same length everywhere: neither slow in flat places nor wild in steep ones.</source>
        <translation>어디서나 걸음의 길이가 같습니다. 평평한 곳에서 느리지도, 가파른 곳에서 날뛰지도 않습니다.</translation>
    </message>
    <message>
        <source>Its steps do not shrink at the minimum: it hops about it, η₀ to either side.</source>
        <translation>극소점에서도 걸음이 줄지 않아, 양쪽으로 η₀만큼 오가며 맴돕니다.</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>원 사이클</translation>
    </message>
    <message>
        <source>Up to a large rate and down to nearly nothing: far travel first, then settling.</source>
        <translation>큰 학습률까지 올라갔다가 거의 0까지 내려옵니다. 먼저 멀리 다니고 나중에 자리를 잡습니다.</translation>
    </message>
    <message>
        <source>Cut short it has not settled: the number of epochs must be known beforehand.</source>
        <translation>도중에 끊으면 자리를 잡지 못합니다. 에포크 수를 미리 알아야 합니다.</translation>
    </message>
    <message>
        <source>The share r of all epochs in which the rate climbs.</source>
        <translation>전체 에포크 가운데 학습률이 올라가는 비율 r입니다.</translation>
    </message>
    <message>
        <source>First divisor</source>
        <translation>첫 나눗수</translation>
    </message>
    <message>
        <source>The first rate is η₀ divided by this, d.</source>
        <translation>첫 학습률은 η₀를 이 값 d로 나눈 것입니다.</translation>
    </message>
    <message>
        <source>Final divisor</source>
        <translation>마지막 나눗수</translation>
    </message>
    <message>
        <source>The last rate is the first one divided by this, e.</source>
        <translation>마지막 학습률은 첫 학습률을 이 값 e로 나눈 것입니다.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Along a cosine or in straight lines; PyTorch offers both.</source>
        <translation>코사인을 따라가거나 직선으로 갑니다. PyTorch에는 둘 다 있습니다.</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>직선</translation>
    </message>
    <message>
        <source>Polyak</source>
        <translation>폴랴크</translation>
    </message>
    <message>
        <source>Nothing to choose: the rate follows from how far the loss is above its least value.</source>
        <translation>고를 것이 없습니다. 손실이 최솟값보다 얼마나 높은지에 따라 학습률이 정해집니다.</translation>
    </message>
    <message>
        <source>The least value has to be known; in a valley that is not the deepest it never settles.</source>
        <translation>최솟값을 미리 알아야 합니다. 가장 깊은 골짜기가 아니면 자리를 잡지 못합니다.</translation>
    </message>
    <message>
        <source>The least value f*; empty: the objective&apos;s own.</source>
        <translation>최솟값 f*입니다. 비워 두면 목적 함수의 최솟값을 씁니다.</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>다항식</translation>
    </message>
    <message>
        <source>Falls from the base rate to an end rate as a power of the time that is left.</source>
        <translation>남은 시간의 거듭제곱에 따라 기본 학습률에서 끝 학습률까지 줄어듭니다.</translation>
    </message>
    <message>
        <source>Blind to how the descent is doing, and changed by every change of the duration.</source>
        <translation>하강이 잘되고 있는지 보지 못하고, 기간을 바꾸면 전체가 달라집니다.</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>The power p: 1 is a straight line, more falls early, less falls late.</source>
        <translation>지수 p입니다. 1이면 직선이고, 크면 일찍, 작으면 늦게 줄어듭니다.</translation>
    </message>
    <message>
        <source>End rate</source>
        <translation>끝 학습률</translation>
    </message>
    <message>
        <source>The learning rate from epoch T on, η_end.</source>
        <translation>에포크 T부터의 학습률 η_end입니다.</translation>
    </message>
    <message>
        <source>By position</source>
        <translation>위치 기준</translation>
    </message>
    <message>
        <source>Large far from a reference point, zero at it.</source>
        <translation>기준점에서 멀수록 크고, 기준점에서는 0입니다.</translation>
    </message>
    <message>
        <source>Adapts to the problem, but assumes too much: the descent stalls at the reference, and the same function moved sideways behaves differently.</source>
        <translation>문제에 맞추지만 가정이 너무 많습니다. 기준점에서 멈춰 버리고, 같은 함수를 옆으로 옮기기만 해도 다르게 움직입니다.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>기준점</translation>
    </message>
    <message>
        <source>The point x_ref where the rate is zero.</source>
        <translation>학습률이 0이 되는 점 x_ref입니다.</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <translation>정체 시 감소</translation>
    </message>
    <message>
        <source>Lowers the rate when the loss has not got better for some epochs.</source>
        <translation>얼마 동안 손실이 나아지지 않으면 학습률을 낮춥니다.</translation>
    </message>
    <message>
        <source>Takes a long slow slope for a plateau; with a relative threshold and a loss below 0, standing still counts as progress.</source>
        <translation>길고 완만한 비탈도 정체로 봅니다. 문턱값이 상대적이고 손실이 0보다 작으면, 제자리에 있어도 나아진 것으로 칩니다.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>인내</translation>
    </message>
    <message>
        <source>How many epochs p without progress are put up with.</source>
        <translation>나아지지 않아도 참는 에포크 수 p입니다.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>문턱값</translation>
    </message>
    <message>
        <source>How much better, by θ, than the best loss so far counts as progress.</source>
        <translation>지금까지 가장 좋은 손실보다 얼마(θ)나 나아져야 나아진 것으로 치는지 정합니다.</translation>
    </message>
    <message>
        <source>Threshold counts</source>
        <translation>문턱값 계산</translation>
    </message>
    <message>
        <source>As a share of the best loss, or as a difference from it.</source>
        <translation>가장 좋은 손실에 대한 비율로 셀지, 차이로 셀지 정합니다.</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>상대</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>절대</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>휴지 기간</translation>
    </message>
    <message>
        <source>How many epochs after a reduction do not count.</source>
        <translation>학습률을 낮춘 뒤 세지 않는 에포크 수입니다.</translation>
    </message>
    <message>
        <source>Smallest change</source>
        <translation>최소 변화</translation>
    </message>
    <message>
        <source>The rate is left as it is where it would change by no more than this.</source>
        <translation>변화가 이 값 이하이면 학습률을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>By blocks</source>
        <translation>구간별 감소</translation>
    </message>
    <message>
        <source>Constant for a block of epochs, then multiplied by γ.</source>
        <translation>한 구간의 에포크 동안 일정하다가 γ배가 됩니다.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>The length s of a block, in epochs.</source>
        <translation>구간의 길이 s(에포크 수)입니다.</translation>
    </message>
    <message>
        <source>The factor γ from one block to the next.</source>
        <translation>다음 구간으로 넘어갈 때 곱하는 γ입니다.</translation>
    </message>
    <message>
        <source>Your own rule: a formula of epoch t, epochs N, position x, loss f and gradient g.</source>
        <translation>직접 만든 규칙입니다: 에포크 t, 에포크 수 N, 위치 x, 손실 f, 기울기 g의 식.</translation>
    </message>
    <message>
        <source>As the formula does: nothing keeps its rate from being negative, or no number at all.</source>
        <translation>식에 달려 있습니다. 학습률이 음수가 되거나 수가 아니게 되는 것을 막지 않습니다.</translation>
    </message>
    <message>
        <source>A formula of t, N, x, f and g, such as 0.1/(1 + t) or 0.01|g|.</source>
        <translation>t, N, x, f, g의 식입니다. 예: 0.1/(1 + t) 또는 0.01|g|.</translation>
    </message>
    <message>
        <source>Warm-up, stable, decay</source>
        <translation>웜업–유지–감쇠</translation>
    </message>
    <message>
        <source>Climbs, stays, and falls: most of the way at the full rate, and a landing at the end.</source>
        <translation>올라가서 유지하다가 내려옵니다. 대부분을 제 크기로 가고 끝에서 내려앉습니다.</translation>
    </message>
    <message>
        <source>Until the fall begins nothing settles: the end of the flat part says little.</source>
        <translation>내려오기 전까지는 자리를 잡지 못합니다. 유지 구간이 끝난 때의 값은 말해 주는 것이 적습니다.</translation>
    </message>
    <message>
        <source>Fall</source>
        <translation>하강 구간</translation>
    </message>
    <message>
        <source>The share d of all epochs in which the rate falls.</source>
        <translation>전체 에포크 가운데 학습률이 내려가는 비율 d입니다.</translation>
    </message>
    <message>
        <source>{objective} has no least value that is known, so this number has to be given</source>
        <translation>{objective}: 알려진 최솟값이 없으므로 이 수를 직접 넣어야 합니다</translation>
    </message>
    <message>
        <source>{function} jumps and cannot be differentiated</source>
        <translation>{function}: 값이 뛰는 곳이 있어 미분할 수 없습니다</translation>
    </message>
    <message>
        <source>The schedule refused this step: the point stays.</source>
        <translation>스케줄이 이 걸음을 거절했습니다: 점은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>a text of at most {count} characters</source>
        <translation>{count}자 이하의 글</translation>
    </message>
    <message>
        <source>a list of at least two [x, y] pairs of numbers</source>
        <translation>수의 쌍 [x, y]가 두 개 이상 있는 목록</translation>
    </message>
    <message>
        <source>a whole number from {low}</source>
        <translation>{low} 이상의 정수</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>{low} 이상 {high} 이하의 정수</translation>
    </message>
    <message>
        <source>a finite number above {low}</source>
        <translation>{low}보다 큰 유한한 수</translation>
    </message>
    <message>
        <source>a finite number from {low}</source>
        <translation>{low} 이상의 유한한 수</translation>
    </message>
    <message>
        <source>a finite number up to {high}</source>
        <translation>{high} 이하의 유한한 수</translation>
    </message>
    <message>
        <source>a number above {low} and up to {high}</source>
        <translation>{low}보다 크고 {high} 이하인 수</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>{low} 이상 {high} 이하의 수</translation>
    </message>
    <message>
        <source>there is no such parameter; allowed is {keys}</source>
        <translation>그런 매개변수는 없습니다. 쓸 수 있는 매개변수: {keys}</translation>
    </message>
    <message>
        <source>there is no such parameter, and none is taken here</source>
        <translation>그런 매개변수는 없습니다. 여기에는 매개변수가 없습니다</translation>
    </message>
    <message>
        <source>“{text}” is no size; allowed are 960x600 and 16x10cm</source>
        <translation>크기로 읽을 수 없습니다: “{text}”. 960x600이나 16x10cm처럼 써야 합니다</translation>
    </message>
    <message>
        <source>“{text}” is no range of epochs; allowed are 0:120, and 0:120:5 for every fifth</source>
        <translation>에포크 범위로 읽을 수 없습니다: “{text}”. 0:120이나, 다섯 에포크마다라면 0:120:5처럼 써야 합니다</translation>
    </message>
    <message>
        <source>allowed are numbers above 0 and up to {most}</source>
        <translation>0보다 크고 {most} 이하인 수여야 합니다</translation>
    </message>
    <message>
        <source>{width} × {height} pixels are too many; allowed are up to {most} million in all</source>
        <translation>{width} × {height} 픽셀은 너무 많습니다. 모두 {most}백만 픽셀까지 됩니다</translation>
    </message>
    <message>
        <source>a film has {rate} frames a second; allowed are numbers above 0 and up to {most}</source>
        <translation>동영상의 초당 장면 수가 {rate}입니다. 0보다 크고 {most} 이하여야 합니다</translation>
    </message>
    <message>
        <source>a film needs at least one frame</source>
        <translation>동영상에는 장면이 적어도 하나 있어야 합니다</translation>
    </message>
    <message>
        <source>MP4 needs the program ffmpeg, which is not installed here; GIF and APNG do not</source>
        <translation>MP4를 만들려면 ffmpeg 프로그램이 필요한데 여기에는 설치되어 있지 않습니다. GIF와 APNG에는 필요하지 않습니다</translation>
    </message>
    <message>
        <source>{path} holds something else than the pictures of a film; choose another name</source>
        <translation>{path} 폴더에는 동영상의 그림이 아닌 것이 들어 있습니다. 다른 이름을 고르십시오</translation>
    </message>
    <message>
        <source>a film has a background; allowed are the formats png, svg and pdf</source>
        <translation>동영상에는 배경이 있습니다. png, svg, pdf 형식에서만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>the longest descent has {epochs} epochs</source>
        <translation>가장 긴 하강은 {epochs} 에포크입니다</translation>
    </message>
    <message>
        <source>there is no format “{name}”; allowed are {formats}, separated by commas</source>
        <translation>“{name}” 형식은 없습니다. 쓸 수 있는 형식(쉼표로 구분): {formats}</translation>
    </message>
    <message>
        <source>takes no LESSON|FILE beside it; allowed is one of the two</source>
        <translation>LESSON|FILE과 함께 쓸 수 없습니다. 둘 중 하나만 쓰십시오</translation>
    </message>
    <message>
        <source>LESSON|FILE is missing; allowed are files, the lessons {keys}, or --lessons for all</source>
        <translation>LESSON|FILE이 빠졌습니다. 파일이나 다음 수업을 쓰고, 모든 수업이면 --lessons를 쓰십시오: {keys}</translation>
    </message>
    <message>
        <source>{name} has no scene {scene}; allowed is a whole number from 1 to {last}</source>
        <translation>{name}: {scene}번 장면은 없습니다. 1 이상 {last} 이하의 정수를 쓰십시오</translation>
    </message>
    <message>
        <source>a sweep of {cells:,} cells needs up to {needed:,} MB of memory, and {free:,} MB are free; take fewer values</source>
        <translation>칸이 {cells:,}개인 실험에는 메모리가 최대 {needed:,} MB 필요한데 {free:,} MB만 남아 있습니다. 값의 수를 줄이십시오</translation>
    </message>
    <message>
        <source>Documents that were not saved when the program ended: {n}</source>
        <translation>프로그램이 끝날 때 저장되지 않은 문서: {n}개</translation>
    </message>
    <message>
        <source>Look at it …</source>
        <translation>살펴보기 …</translation>
    </message>
    <message>
        <source>There is no work that was not saved</source>
        <translation>저장되지 않은 작업이 없습니다</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>How many values the axis has.</source>
        <translation>축에 놓이는 값의 개수입니다.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The end of the axis.</source>
        <translation>축의 끝값입니다.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>The values one by one, in any order: 0.01, 0.03, 0.1</source>
        <translation>값을 하나씩 적습니다. 순서는 상관없습니다: 0.01, 0.03, 0.1</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>typed list</source>
        <translation>직접 적은 값</translation>
    </message>
    <message>
        <source>What is changed along this axis</source>
        <translation>이 축을 따라 바꾸는 것</translation>
    </message>
    <message>
        <source>How the values are spaced</source>
        <translation>값의 간격</translation>
    </message>
    <message>
        <source>from</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>to</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>count</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>(no second axis)</source>
        <translation>(둘째 축 없음)</translation>
    </message>
    <message>
        <source>A start at {x} does not come to a minimum</source>
        <translation>{x}에서 출발하면 극소점에 이르지 못합니다</translation>
    </message>
    <message>
        <source>A start at {x} ends at the minimum {at}</source>
        <translation>{x}에서 출발하면 극소점 {at}에서 끝납니다</translation>
    </message>
    <message>
        <source>A start at {x} ends at {end}, in the valley of {at}</source>
        <translation>{x}에서 출발하면 {at}의 골짜기 안 {end}에서 끝납니다</translation>
    </message>
    <message>
        <source>Continue the descent</source>
        <translation>하강 이어가기</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>여기서부터 이어가기</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>At half the learning rate</source>
        <translation>학습률을 절반으로</translation>
    </message>
    <message>
        <source>At twice the learning rate</source>
        <translation>학습률을 두 배로</translation>
    </message>
    <message>
        <source>With another schedule</source>
        <translation>다른 스케줄로</translation>
    </message>
    <message>
        <source>With another optimizer</source>
        <translation>다른 옵티마이저로</translation>
    </message>
    <message>
        <source>From epoch {epoch} as it is</source>
        <translation>에포크 {epoch}부터 그대로</translation>
    </message>
    <message>
        <source>Continues “{name}”</source>
        <translation>“{name}”에서 이어집니다</translation>
    </message>
    <message>
        <source>Move the branching</source>
        <translation>갈라지는 에포크 옮기기</translation>
    </message>
    <message>
        <source>From epoch</source>
        <translation>갈라지는 에포크</translation>
    </message>
    <message>
        <source>Up to this epoch the descent is that of the other one, and follows it when it changes. From there its own rules hold: the same optimizer and schedule go on with what they remember, others begin anew, and the epochs are counted on.</source>
        <translation>이 에포크까지는 다른 하강과 같으며, 그 하강이 바뀌면 함께 바뀝니다. 그다음부터는 자신의 규칙을 따릅니다. 옵티마이저와 스케줄이 같으면 기억하던 상태를 이어받고, 다르면 새로 시작하며, 에포크는 계속 이어서 셉니다.</translation>
    </message>
    <message>
        <source>Function: {title}</source>
        <translation>함수: {title}</translation>
    </message>
    <message>
        <source>Gradient: {title}</source>
        <translation>기울기: {title}</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>warm-up {epochs}</source>
        <translation>웜업 {epochs}</translation>
    </message>
    <message>
        <source>{title} {low} to {high} in {count}</source>
        <translation>{title} {low}부터 {high}까지 {count}개</translation>
    </message>
    <message>
        <source>Sweep: {axes}</source>
        <translation>매개변수 실험: {axes}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>끝점 분포</translation>
    </message>
    <message>
        <source>How many random starts</source>
        <translation>무작위 시작점의 수</translation>
    </message>
    <message>
        <source>{count:,} starts</source>
        <translation>시작점 {count:,}개</translation>
    </message>
    <message>
        <source>Draw anew: another seed</source>
        <translation>다시 뽑기: 시드를 바꿉니다</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>Descents that end here</source>
        <translation>여기서 끝난 하강의 수</translation>
    </message>
    <message>
        <source>Share, %</source>
        <translation>비율(%)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>At which minimum: the ends (full), the width of its basin (pale)</source>
        <translation>극소점별: 끝점의 비율(진한 색), 끌림 영역의 너비(옅은 색)</translation>
    </message>
    <message>
        <source>Ends are counted for functions of one variable</source>
        <translation>변수가 하나인 함수에서만 끝점을 셉니다</translation>
    </message>
    <message>
        <source>{count:,} of {wanted:,} descents, standard deviation {spread}</source>
        <translation>하강 {wanted:,}번 중 {count:,}번, 표준 편차 {spread}</translation>
    </message>
    <message>
        <source>Change the number of random starts</source>
        <translation>무작위 시작점의 수 바꾸기</translation>
    </message>
    <message>
        <source>Draw anew</source>
        <translation>다시 뽑기</translation>
    </message>
    <message>
        <source>{count:,} descents end between {low} and {high}</source>
        <translation>{low} 이상 {high} 이하에서 끝난 하강 {count:,}개</translation>
    </message>
    <message>
        <source>x now</source>
        <translation>현재 x</translation>
    </message>
    <message>
        <source>x next</source>
        <translation>다음 x</translation>
    </message>
    <message>
        <source>Dynamics</source>
        <translation>동역학</translation>
    </message>
    <message>
        <source>Zoom: drag a rectangle in the diagram, and it is computed anew for it</source>
        <translation>확대: 그림 안에 사각형을 끌어 그리면 그 범위를 새로 계산합니다</translation>
    </message>
    <message>
        <source>Change the learning rate</source>
        <translation>학습률 바꾸기</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>기울기 검사</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>cancellation</source>
        <translation>자릿수 상쇄</translation>
    </message>
    <message>
        <source>truncation</source>
        <translation>절단 오차</translation>
    </message>
    <message>
        <source>believed</source>
        <translation>믿는 기울기</translation>
    </message>
    <message>
        <source>The least error is near {symbol} = {best}.</source>
        <translation>오차는 {symbol} = {best} 근처에서 가장 작습니다.</translation>
    </message>
    <message>
        <source>Largest error</source>
        <translation>최대 오차</translation>
    </message>
    <message>
        <source>Change the gradient</source>
        <translation>기울기 바꾸기</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>매개변수 실험</translation>
    </message>
    <message>
        <source>Cuts: the values along the row and the column under the pointer</source>
        <translation>단면: 포인터가 놓인 행과 열을 따라 본 값</translation>
    </message>
    <message>
        <source>One line for each value of: {axis}</source>
        <translation>{axis}: 값마다 선 하나</translation>
    </message>
    <message>
        <source>The first cells are being computed …</source>
        <translation>첫 칸들을 계산하고 있습니다 …</translation>
    </message>
    <message>
        <source>{known:,} of {cells:,} cells are computed: F5 computes all of them.</source>
        <translation>{cells:,}칸 중 {known:,}칸을 계산했습니다. F5를 누르면 모두 계산합니다.</translation>
    </message>
    <message>
        <source>This sweep takes about {time} here: F5 runs it.</source>
        <translation>이 실험은 이 컴퓨터에서 약 {time} 걸립니다. F5 키를 누르면 실행합니다.</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>함수 그래프</translation>
    </message>
    <message>
        <source>Empirical local minimum: {x}</source>
        <translation>경험적 지역 최솟값: {x}</translation>
    </message>
    <message>
        <source>Draw the function</source>
        <translation>함수 그리기</translation>
    </message>
    <message>
        <source>Move the start</source>
        <translation>시작점 옮기기</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>추이</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에포크 {epoch}</translation>
    </message>
    <message>
        <source>this could not be computed: {why}</source>
        <translation>계산하지 못했습니다: {why}</translation>
    </message>
    <message>
        <source>Descents</source>
        <translation>하강</translation>
    </message>
    <message>
        <source>The descents that are compared; a click chooses one</source>
        <translation>비교하는 하강들입니다. 누르면 선택됩니다</translation>
    </message>
    <message>
        <source>Add a descent</source>
        <translation>하강 추가</translation>
    </message>
    <message>
        <source>Duplicate the descent</source>
        <translation>하강 복제</translation>
    </message>
    <message>
        <source>Rename the descent (F2)</source>
        <translation>하강 이름 바꾸기 (F2)</translation>
    </message>
    <message>
        <source>Remove the descent</source>
        <translation>하강 삭제</translation>
    </message>
    <message>
        <source>Colour, order, hide, solo</source>
        <translation>색, 순서, 숨기기, 하나만 보기</translation>
    </message>
    <message>
        <source>Continue from the epoch that is shown</source>
        <translation>표시된 에포크부터 이어가기</translation>
    </message>
    <message>
        <source>Remove the descent and those that continue it ({count})</source>
        <translation>이 하강과 이를 이어가는 하강들({count}개) 제거</translation>
    </message>
    <message>
        <source>All other descents continue this one, so it has to stay</source>
        <translation>다른 모든 하강이 이 하강을 이어가므로 제거할 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a descent</source>
        <translation>하강 선택</translation>
    </message>
    <message>
        <source>Hide the descent</source>
        <translation>하강 숨기기</translation>
    </message>
    <message>
        <source>Show the descent</source>
        <translation>하강 보이기</translation>
    </message>
    <message>
        <source>Rename the descent</source>
        <translation>하강 이름 바꾸기</translation>
    </message>
    <message>
        <source>Random start</source>
        <translation>무작위 시작점</translation>
    </message>
    <message>
        <source>Start at a random point, drawn under the seed</source>
        <translation>시드로 뽑은 무작위 점에서 출발합니다</translation>
    </message>
    <message>
        <source>Change the seed</source>
        <translation>시드 바꾸기</translation>
    </message>
    <message>
        <source>Start at random</source>
        <translation>무작위 시작점으로</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>내보내기 …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>the sweep has to be run first</source>
        <translation>먼저 매개변수 실험을 실행해야 합니다</translation>
    </message>
    <message>
        <source>the descents are still being computed</source>
        <translation>하강을 아직 계산하고 있습니다</translation>
    </message>
    <message>
        <source>{file} is there already. Overwrite it?</source>
        <translation>{file} 파일이 이미 있습니다. 덮어쓸까요?</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>저장했습니다: {file}</translation>
    </message>
    <message>
        <source>{count} files written to {folder}</source>
        <translation>파일 {count}개를 저장했습니다: {folder}</translation>
    </message>
    <message>
        <source>This could not be written: {reason}</source>
        <translation>저장할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>The picture is on the clipboard</source>
        <translation>그림을 클립보드에 복사했습니다</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Python program</source>
        <translation>파이썬 프로그램</translation>
    </message>
    <message>
        <source>PNG (pixels)</source>
        <translation>PNG (픽셀)</translation>
    </message>
    <message>
        <source>SVG (vectors)</source>
        <translation>SVG (벡터)</translation>
    </message>
    <message>
        <source>PDF (vectors)</source>
        <translation>PDF (벡터)</translation>
    </message>
    <message>
        <source>GIF (256 colours)</source>
        <translation>GIF (256색)</translation>
    </message>
    <message>
        <source>APNG (all colours)</source>
        <translation>APNG (모든 색)</translation>
    </message>
    <message>
        <source>MP4</source>
        <translation>MP4</translation>
    </message>
    <message>
        <source>PNG, a picture for each step</source>
        <translation>PNG, 걸음마다 한 장</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CSV with decimal commas, for spreadsheets</source>
        <translation>소수점 대신 쉼표를 쓰는 스프레드시트용 CSV</translation>
    </message>
    <message>
        <source>NPZ (numpy)</source>
        <translation>NPZ (numpy 배열)</translation>
    </message>
    <message>
        <source>Script for numpy and matplotlib</source>
        <translation>numpy와 matplotlib을 쓰는 스크립트</translation>
    </message>
    <message>
        <source>Notebook with the lesson&apos;s text</source>
        <translation>수업 글이 든 노트북</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>As in the window</source>
        <translation>창에 보이는 대로</translation>
    </message>
    <message>
        <source>For print: white, black text</source>
        <translation>인쇄용: 흰 바탕에 검은 글자</translation>
    </message>
    <message>
        <source>this film is too large for a GIF: a smaller size or fewer steps would do</source>
        <translation>GIF로 만들기에는 너무 큰 동영상입니다. 크기를 줄이거나 걸음 수를 줄이십시오</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 픽셀</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 걸음</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f}초</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} cm</source>
        <translation>가로 {width:.1f} × 세로 {height:.1f} cm</translation>
    </message>
    <message>
        <source>Transparent background</source>
        <translation>투명한 배경</translation>
    </message>
    <message>
        <source>The parameters as a caption</source>
        <translation>매개변수를 설명으로 넣기</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>What</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Steps a second</source>
        <translation>초당 걸음 수</translation>
    </message>
    <message>
        <source>From step</source>
        <translation>시작 걸음</translation>
    </message>
    <message>
        <source>One step in</source>
        <translation>걸음 간격</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫걸음</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>마지막 걸음</translation>
    </message>
    <message>
        <source>All charts, as they stand</source>
        <translation>보이는 그래프 전체</translation>
    </message>
    <message>
        <source>Different:</source>
        <translation>다른 점:</translation>
    </message>
    <message>
        <source>A click makes all descents equal to the chosen one in this.</source>
        <translation>누르면 이 항목에서 모든 하강을 선택한 하강과 같게 만듭니다.</translation>
    </message>
    <message>
        <source>Make the descents equal</source>
        <translation>하강을 같게 만들기</translation>
    </message>
    <message>
        <source>{sentence} (in use: {value})</source>
        <translation>{sentence} (지금 값: {value})</translation>
    </message>
    <message>
        <source>{count} points</source>
        <translation>점 {count}개</translation>
    </message>
    <message>
        <source>least value</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>쓸 수 있는 값: {allowed}.</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>기본값: {value}</translation>
    </message>
    <message>
        <source>{value} cannot be read as a number; allowed is {allowed}</source>
        <translation>{value}: 수로 읽을 수 없습니다. 쓸 수 있는 값: {allowed}</translation>
    </message>
    <message>
        <source>nothing drawn yet</source>
        <translation>아직 그린 것이 없습니다</translation>
    </message>
    <message>
        <source>drawn curve, {count} points</source>
        <translation>그린 곡선, 점 {count}개</translation>
    </message>
    <message>
        <source>Revert to the file</source>
        <translation>파일 내용으로 되돌리기</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}); your work is still here</source>
        <translation>{file}: 저장하지 못했습니다({reason}). 작업한 내용은 그대로 있습니다</translation>
    </message>
    <message>
        <source>{file} was changed by another program. Overwrite it?</source>
        <translation>{file} 파일을 다른 프로그램이 바꾸었습니다. 덮어쓸까요?</translation>
    </message>
    <message>
        <source>Gradient Descent Lab</source>
        <translation>경사 하강법 실험실</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>다른 이름으로 저장 …</translation>
    </message>
    <message>
        <source>Save the changes to this document?</source>
        <translation>이 문서에서 바꾼 내용을 저장할까요?</translation>
    </message>
    <message>
        <source>{file} is not there any more. Your work is still here; saving writes it again.</source>
        <translation>{file} 파일이 더 이상 없습니다. 작업 내용은 그대로 있으며, 저장하면 파일을 다시 만듭니다.</translation>
    </message>
    <message>
        <source>{file} was changed by another program.</source>
        <translation>{file} 파일을 다른 프로그램이 바꾸었습니다.</translation>
    </message>
    <message>
        <source>Load it</source>
        <translation>불러오기</translation>
    </message>
    <message>
        <source>Keep what is here</source>
        <translation>여기 있는 것을 유지</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Back to {value}</source>
        <translation>기본값으로 되돌리기: {value}</translation>
    </message>
    <message>
        <source>This formula is too long to be drawn: it has {count} characters.</source>
        <translation>식이 너무 길어 그릴 수 없습니다: {count}자입니다.</translation>
    </message>
    <message>
        <source>Back to the last view</source>
        <translation>이전 보기로</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>Draw with the mouse</source>
        <translation>마우스로 그리기</translation>
    </message>
    <message>
        <source>best rate {rate}</source>
        <translation>최적 학습률 {rate}</translation>
    </message>
    <message>
        <source>Newton {rate}</source>
        <translation>뉴턴 {rate}</translation>
    </message>
    <message>
        <source>: climbs, since f″ &lt; 0</source>
        <translation>: f″ &lt; 0이므로 올라갑니다</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>직접 해 보기</translation>
    </message>
    <message>
        <source>Guess the next point, or see one step at the best rate</source>
        <translation>다음 점을 맞혀 보거나, 최적 학습률로 한 걸음을 봅니다</translation>
    </message>
    <message>
        <source>Your turn: click where the next point will be</source>
        <translation>직접 맞혀 보십시오: 다음 점이 올 곳을 클릭합니다</translation>
    </message>
    <message>
        <source>One step at the best rate, with Newton&apos;s step beside it</source>
        <translation>최적 학습률로 한 걸음, 뉴턴법의 걸음과 나란히</translation>
    </message>
    <message>
        <source>{distance} further in {name}</source>
        <translation>{name} 방향으로 {distance} 더 바깥</translation>
    </message>
    <message>
        <source>no number any more</source>
        <translation>더 이상 수가 아닙니다</translation>
    </message>
    <message>
        <source>You said {guess}; it went to {end}: off by {miss}</source>
        <translation>예상 {guess}, 실제 {end}: 차이 {miss}</translation>
    </message>
    <message>
        <source>, {percent} % of the step</source>
        <translation>, 걸음의 {percent} %</translation>
    </message>
    <message>
        <source>{count} guesses, off by {mean} on average</source>
        <translation>{count}번 예상, 평균 차이 {mean}</translation>
    </message>
    <message>
        <source>{time} s</source>
        <translation>{time}초</translation>
    </message>
    <message>
        <source>{time} min</source>
        <translation>{time}분</translation>
    </message>
    <message>
        <source>{time} h</source>
        <translation>{time}시간</translation>
    </message>
    <message>
        <source>stability limit</source>
        <translation>안정 한계</translation>
    </message>
    <message>
        <source>one step</source>
        <translation>한 걸음</translation>
    </message>
    <message>
        <source>Limits at {at}: above {stability} it diverges</source>
        <translation>{at}에서의 한계: {stability}보다 크면 발산</translation>
    </message>
    <message>
        <source>Limits at {at}: above {stability} it cannot come to rest there</source>
        <translation>{at}에서의 한계: {stability}보다 크면 이 점에 수렴하지 못함</translation>
    </message>
    <message>
        <source>Limits at {at}: one step {one_step}, beyond it swings, above {stability} it diverges</source>
        <translation>{at}에서의 한계: {one_step}이면 한 걸음에 도착, 그보다 크면 진동, {stability}보다 크면 발산</translation>
    </message>
    <message>
        <source>Limits at {at}: one step {one_step}, beyond it swings, above {stability} it cannot come to rest there</source>
        <translation>{at}에서의 한계: {one_step}이면 한 걸음에 도착, 그보다 크면 진동, {stability}보다 크면 이 점에 수렴하지 못함</translation>
    </message>
    <message>
        <source>Show this one alone</source>
        <translation>이것만 보기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>That of its place</source>
        <translation>순서에 따른 색</translation>
    </message>
    <message>
        <source>Show one descent alone</source>
        <translation>하강 하나만 보기</translation>
    </message>
    <message>
        <source>Move the descent</source>
        <translation>하강 옮기기</translation>
    </message>
    <message>
        <source>Colour the descent</source>
        <translation>하강 색 바꾸기</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정대로</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>수업(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>새로 만들기(&amp;N)</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>새 창(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>열기(&amp;O) …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 문서 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>다른 이름으로 저장(&amp;A) …</translation>
    </message>
    <message>
        <source>Re&amp;vert to the file</source>
        <translation>파일 내용으로 되돌리기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Work that was not saved …</source>
        <translation>저장되지 않은 작업(&amp;W) …</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>내보내기(&amp;E) …</translation>
    </message>
    <message>
        <source>&amp;Close the window</source>
        <translation>창 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 내역</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>파이썬 코드로 복사</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>글로 복사</translation>
    </message>
    <message>
        <source>Paste a document from text</source>
        <translation>글에서 문서 붙여넣기</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
    <message>
        <source>Show everything in all charts</source>
        <translation>모든 그래프에서 전체 보기</translation>
    </message>
    <message>
        <source>Reset the arrangement</source>
        <translation>배치 되돌리기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>재생 또는 일시 정지</translation>
    </message>
    <message>
        <source>One epoch back</source>
        <translation>한 에포크 뒤로</translation>
    </message>
    <message>
        <source>One epoch forward</source>
        <translation>한 에포크 앞으로</translation>
    </message>
    <message>
        <source>Ten epochs back</source>
        <translation>열 에포크 뒤로</translation>
    </message>
    <message>
        <source>Ten epochs forward</source>
        <translation>열 에포크 앞으로</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>느리게</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>빠르게</translation>
    </message>
    <message>
        <source>Sub-steps within an epoch</source>
        <translation>에포크 안의 세부 단계</translation>
    </message>
    <message>
        <source>Follow a point that leaves the view</source>
        <translation>화면을 벗어나는 점을 따라가기</translation>
    </message>
    <message>
        <source>Run the sweep</source>
        <translation>매개변수 실험 실행</translation>
    </message>
    <message>
        <source>Stop the sweep</source>
        <translation>매개변수 실험 중지</translation>
    </message>
    <message>
        <source>Back to the document&apos;s own descents</source>
        <translation>문서의 하강으로 돌아가기</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Undo: {title}</source>
        <translation>실행 취소: {title}</translation>
    </message>
    <message>
        <source>Redo: {title}</source>
        <translation>다시 실행: {title}</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>목록 지우기(&amp;C)</translation>
    </message>
    <message>
        <source>At the beginning</source>
        <translation>처음 상태</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>더 이전</translation>
    </message>
    <message>
        <source>End the replay</source>
        <translation>다시 보기 끝내기</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>스페이스바</translation>
    </message>
    <message>
        <source>play or pause; at the end, start again</source>
        <translation>재생 또는 일시 정지, 끝에서는 처음부터 다시</translation>
    </message>
    <message>
        <source>one epoch back or forward; with Shift ten</source>
        <translation>한 에포크 뒤로 또는 앞으로, Shift와 함께 누르면 열 에포크</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home, End</translation>
    </message>
    <message>
        <source>to the start, to the end</source>
        <translation>처음으로, 끝으로</translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation>느리게, 빠르게</translation>
    </message>
    <message>
        <source>continue the descent from the epoch that is shown</source>
        <translation>표시된 에포크부터 하강 이어가기</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>export pictures, films and tables</source>
        <translation>그림, 동영상, 표 내보내기</translation>
    </message>
    <message>
        <source>copy a picture of all charts</source>
        <translation>모든 그래프를 그림으로 복사</translation>
    </message>
    <message>
        <source>run the sweep that waits</source>
        <translation>기다리는 매개변수 실험 실행</translation>
    </message>
    <message>
        <source>end the replay of a cell</source>
        <translation>칸 다시 보기 끝내기</translation>
    </message>
    <message>
        <source>full screen, or a window again</source>
        <translation>전체 화면, 다시 누르면 창으로</translation>
    </message>
    <message>
        <source>Gradient Descent Lab {version}

A laboratory for gradient descent, for lectures and for home.</source>
        <translation>경사 하강법 실험실 {version}

수업과 집에서 쓰는 경사 하강법 실험실입니다.</translation>
    </message>
    <message>
        <source>{name}, from {epoch}</source>
        <translation>{name}, 에포크 {epoch}부터</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>continues “{name}”</source>
        <translation>“{name}”에서 이어집니다</translation>
    </message>
    <message>
        <source>A number is needed here: {allowed}</source>
        <translation>여기에는 수가 필요합니다: {allowed}</translation>
    </message>
    <message>
        <source>{value} may be read in two ways: write it without the comma, or with a point</source>
        <translation>{value}: 두 가지로 읽을 수 있습니다. 쉼표 없이 쓰거나 마침표를 쓰십시오</translation>
    </message>
    <message>
        <source>Exactly {value}</source>
        <translation>정확한 값: {value}</translation>
    </message>
    <message>
        <source>Epoch table</source>
        <translation>에포크 표</translation>
    </message>
    <message>
        <source>Copy all epochs</source>
        <translation>모든 에포크 복사</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>The gradient that the descent believes</source>
        <translation>하강이 믿는 기울기</translation>
    </message>
    <message>
        <source>How far the step led</source>
        <translation>변위: 걸음의 크기와 방향</translation>
    </message>
    <message>
        <source>Position after the step</source>
        <translation>걸음 뒤의 위치</translation>
    </message>
    <message>
        <source>Open one of the notes&apos; experiments from the Lessons menu.</source>
        <translation>수업 메뉴에서 강의 노트의 실험을 여십시오.</translation>
    </message>
    <message>
        <source>The end of the colour bar.</source>
        <translation>색 막대의 끝값입니다.</translation>
    </message>
    <message>
        <source>A sweep runs many descents at once: change one thing for a curve, two for a map.</source>
        <translation>매개변수 실험은 많은 하강을 한꺼번에 돌립니다. 하나를 바꾸면 곡선이, 둘을 바꾸면 히트맵이 나옵니다.</translation>
    </message>
    <message>
        <source>Sweep the chosen descent</source>
        <translation>선택한 하강으로 실험</translation>
    </message>
    <message>
        <source>Many descents at once, with one or two of the numbers changed</source>
        <translation>수 하나나 둘을 바꾸어 한꺼번에 실행하는 여러 하강</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>The descent that is swept</source>
        <translation>실험에 쓰는 하강</translation>
    </message>
    <message>
        <source>Remove the sweep</source>
        <translation>매개변수 실험 삭제</translation>
    </message>
    <message>
        <source>What is measured of each descent</source>
        <translation>하강마다 재는 것</translation>
    </message>
    <message>
        <source>Repeats of each cell</source>
        <translation>칸마다 반복</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Take the range from the values</source>
        <translation>범위를 값에 맞춥니다</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Computes the sweep, however long it takes</source>
        <translation>얼마나 걸리든 실험을 계산합니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stops; what is known so far stays on screen</source>
        <translation>멈춥니다. 지금까지 계산한 것은 화면에 남습니다</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>범위</translation>
    </message>
    <message>
        <source>{cells:,} cells from {descents:,} descents</source>
        <translation>하강 {descents:,}번으로 {cells:,}칸</translation>
    </message>
    <message>
        <source>{cells}: computing …</source>
        <translation>{cells}: 계산하는 중 …</translation>
    </message>
    <message>
        <source>{cells}, {epochs:,} epochs in all: about {time} here</source>
        <translation>{cells}, 모두 {epochs:,} 에포크: 이 컴퓨터에서 약 {time}</translation>
    </message>
    <message>
        <source>Add a sweep</source>
        <translation>매개변수 실험 추가</translation>
    </message>
    <message>
        <source>Sweep another descent</source>
        <translation>다른 하강으로 실험</translation>
    </message>
    <message>
        <source>Change the sweep</source>
        <translation>매개변수 실험 바꾸기</translation>
    </message>
    <message>
        <source>Change the measure</source>
        <translation>측정값 바꾸기</translation>
    </message>
    <message>
        <source>Change the repeats</source>
        <translation>반복 횟수 바꾸기</translation>
    </message>
    <message>
        <source>Change the colours</source>
        <translation>색 바꾸기</translation>
    </message>
    <message>
        <source>{cells} in {time} ms</source>
        <translation>{cells}, 계산 시간 {time} ms</translation>
    </message>
    <message>
        <source>{cells} in {time} s</source>
        <translation>{cells}, 계산 시간 {time}초</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Sets the learning rate of this descent; undo takes it back</source>
        <translation>이 하강의 학습률을 정합니다. 실행 취소로 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>η = {rate} suits {rule}: use it</source>
        <translation>{rule}: η = {rate} 권장, 적용하기</translation>
    </message>
    <message>
        <source>Change the optimizer</source>
        <translation>옵티마이저 바꾸기</translation>
    </message>
    <message>
        <source>Change the number of epochs</source>
        <translation>에포크 수 바꾸기</translation>
    </message>
    <message>
        <source>At epoch {epoch}, at x = {x}, f″ ≤ 0: there Newton’s step does not lead down.</source>
        <translation>에포크 {epoch}, x = {x}에서 f″ ≤ 0입니다. 그곳에서 뉴턴법의 걸음은 아래로 내려가지 않습니다.</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>&amp;Gradient</source>
        <translation>기울기(&amp;G)</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Compare the chosen gradient with the exact one</source>
        <translation>고른 기울기를 정확한 기울기와 비교합니다</translation>
    </message>
    <message>
        <source>Change the function</source>
        <translation>함수 바꾸기</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>학습률 스케줄</translation>
    </message>
    <message>
        <source>The learning rate η against the epoch</source>
        <translation>에포크에 따른 학습률 η</translation>
    </message>
    <message>
        <source>Draw the learning rate into the plot with the mouse.</source>
        <translation>그래프에 마우스로 학습률을 그리십시오.</translation>
    </message>
    <message>
        <source>Change the schedule</source>
        <translation>학습률 스케줄 바꾸기</translation>
    </message>
    <message>
        <source>Draw the schedule</source>
        <translation>스케줄 그리기</translation>
    </message>
    <message>
        <source>The step is hidden while it is your turn to guess it.</source>
        <translation>다음 점을 맞히는 동안에는 이 걸음을 숨깁니다.</translation>
    </message>
    <message>
        <source>All digits</source>
        <translation>모든 자리</translation>
    </message>
    <message>
        <source>Show every digit that the numbers have</source>
        <translation>수의 모든 자리를 보여 줍니다</translation>
    </message>
    <message>
        <source>Copy this step as text or as LaTeX</source>
        <translation>이 걸음을 글이나 LaTeX으로 복사합니다</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>글로</translation>
    </message>
    <message>
        <source>As LaTeX</source>
        <translation>LaTeX으로</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>갱신식</translation>
    </message>
    <message>
        <source>Work that was not saved</source>
        <translation>저장되지 않은 작업</translation>
    </message>
    <message>
        <source>The program ended before this was saved. Nothing of it changes your files until you save it. What you leave here is offered again at the next start.</source>
        <translation>저장하기 전에 프로그램이 끝난 작업입니다. 저장하기 전까지는 원래 파일이 바뀌지 않습니다. 여기 남겨 둔 것은 다음에 시작할 때 다시 보여 줍니다.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Deletes this work; it cannot be had back</source>
        <translation>이 작업을 지웁니다. 되돌릴 수 없습니다</translation>
    </message>
    <message>
        <source>The document is on the clipboard as text</source>
        <translation>문서를 글로 클립보드에 복사했습니다</translation>
    </message>
    <message>
        <source>Paste a document</source>
        <translation>문서 붙여넣기</translation>
    </message>
    <message>
        <source>{place}: {message}</source>
        <translation>{place}: {message}</translation>
    </message>
    <message>
        <source>t is the epoch, counted from 0, N the number of epochs, k the update, counted from 1; x is the position, g the gradient there, and η the learning rate.</source>
        <translation>t는 0부터 세는 에포크, N은 에포크 수, k는 1부터 세는 갱신 횟수입니다. x는 위치, g는 그곳의 기울기, η는 학습률입니다.</translation>
    </message>
    <message>
        <source>position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>displacement</source>
        <translation>변위</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>정의되지 않음</translation>
    </message>
    <message>
        <source>{title}: {count} ({share})</source>
        <translation>{title}: {count}개 ({share})</translation>
    </message>
    <message>
        <source>{known:,} of {cells:,} cells so far:</source>
        <translation>{cells:,}칸 중 {known:,}칸까지:</translation>
    </message>
    <message>
        <source>under 0.1 %</source>
        <translation>0.1 % 미만</translation>
    </message>
    <message>
        <source>minimum {x}</source>
        <translation>극소점 {x}</translation>
    </message>
    <message>
        <source>another minimum</source>
        <translation>다른 극소점</translation>
    </message>
    <message>
        <source>a minimum</source>
        <translation>극소점</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>비리디스</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>시비디스</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>마그마</translation>
    </message>
    <message>
        <source>Diverging</source>
        <translation>양방향</translation>
    </message>
    <message>
        <source>Colours: map, range, logarithmic scale</source>
        <translation>색: 색상표, 범위, 로그 눈금</translation>
    </message>
    <message>
        <source>Axis: range, logarithmic scale</source>
        <translation>축: 범위, 로그 눈금</translation>
    </message>
    <message>
        <source>Range from the values (1 % to 99 %)</source>
        <translation>값에 맞춘 범위 (1 %~99 %)</translation>
    </message>
    <message>
        <source>Change the range</source>
        <translation>범위 바꾸기</translation>
    </message>
    <message>
        <source>Range from the values</source>
        <translation>값에서 정한 범위</translation>
    </message>
    <message>
        <source>Fixed range</source>
        <translation>고정된 범위</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>Middle at</source>
        <translation>가운데 값</translation>
    </message>
    <message>
        <source>the middle of the range</source>
        <translation>범위의 한가운데</translation>
    </message>
    <message>
        <source>the marked cell: {value}</source>
        <translation>표시한 칸: {value}</translation>
    </message>
    <message>
        <source>{title}: not defined in any of the cells.</source>
        <translation>{title}: 어느 칸에서도 정의되지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing is by chance here: all repeats of a cell would end at the same place.</source>
        <translation>여기에는 우연이 없습니다. 같은 칸을 반복해도 모두 같은 곳에서 끝납니다.</translation>
    </message>
    <message>
        <source>Each cell is run once: repeat it to see how far apart its descents end.</source>
        <translation>칸마다 한 번만 실행했습니다. 반복 횟수를 늘리면 끝나는 곳이 얼마나 퍼지는지 보입니다.</translation>
    </message>
    <message>
        <source>Let a pinned cell go</source>
        <translation>고정한 칸 풀기</translation>
    </message>
    <message>
        <source>Pin a cell</source>
        <translation>칸 고정</translation>
    </message>
    <message>
        <source>Replay a cell</source>
        <translation>칸 다시 보기</translation>
    </message>
    <message>
        <source>none of the axis&apos; values lies there</source>
        <translation>그곳에는 축의 값이 하나도 없습니다</translation>
    </message>
    <message>
        <source>there is no closer look: numbers in double precision lie no closer together</source>
        <translation>더 확대할 수 없습니다. 배정밀도 수는 이보다 촘촘하지 않습니다</translation>
    </message>
    <message>
        <source>Zoom: drag a rectangle, and the sweep is computed anew for it</source>
        <translation>확대: 사각형을 끌어 그리면 그 범위를 새로 계산합니다</translation>
    </message>
    <message>
        <source>Forward to the later zoom</source>
        <translation>다음 확대로 가기</translation>
    </message>
    <message>
        <source>Zoom the sweep</source>
        <translation>매개변수 실험 확대</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>이론</translation>
    </message>
    <message>
        <source>Where theory expects a change: limits of the rate, maxima</source>
        <translation>이론이 변화를 예측하는 곳: 학습률의 한계, 극대점</translation>
    </message>
    <message>
        <source>maximum {x}</source>
        <translation>극대점 {x}</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>표시할 값</translation>
    </message>
    <message>
        <source>What is drawn against the epoch, and on which axes</source>
        <translation>에포크에 따라 무엇을, 어떤 축에 그릴지 고릅니다</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>로그 축</translation>
    </message>
    <message>
        <source>Choose the traces</source>
        <translation>표시할 값 고르기</translation>
    </message>
    <message>
        <source>Change an axis</source>
        <translation>축 바꾸기</translation>
    </message>
    <message>
        <source>No optimizer state</source>
        <translation>옵티마이저 상태 없음</translation>
    </message>
    <message>
        <source>No minimum is known</source>
        <translation>알려진 극소점이 없습니다</translation>
    </message>
    <message>
        <source>To the start (Home)</source>
        <translation>처음으로 (Home)</translation>
    </message>
    <message>
        <source>One epoch back (←)</source>
        <translation>한 에포크 뒤로 (←)</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>재생 또는 일시 정지 (스페이스바)</translation>
    </message>
    <message>
        <source>One epoch forward (→)</source>
        <translation>한 에포크 앞으로 (→)</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>끝으로 (End)</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {length}</source>
        <translation>에포크 {epoch} / {length}</translation>
    </message>
    <message>
        <source>Speed in epochs a second ([ slower, ] faster)</source>
        <translation>속도(1초당 에포크 수, [ 느리게, ] 빠르게)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>한꺼번에</translation>
    </message>
    <message>
        <source>{speed}/s</source>
        <translation>{speed}/초</translation>
    </message>
    <message>
        <source>The epoch that is shown; the mouse wheel goes on by one, with Shift by ten</source>
        <translation>표시 중인 에포크입니다. 마우스 휠로 하나씩, Shift와 함께 열씩 움직입니다</translation>
    </message>
    <message>
        <source>Sub-steps</source>
        <translation>세부 단계</translation>
    </message>
    <message>
        <source>Show every epoch in its parts: gradient, learning rate, displacement, move</source>
        <translation>에포크마다 기울기, 학습률, 변위, 이동을 차례로 보여 줍니다</translation>
    </message>
    <message>
        <source>nudge by {step}</source>
        <translation>{step}만큼 밀기</translation>
    </message>
    <message>
        <source>Nudge the start</source>
        <translation>시작점 밀기</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>수업 열기</translation>
    </message>
    <message>
        <source>{file}: {error}</source>
        <translation>{file}: {error}</translation>
    </message>
    <message>
        <source>Descent {number}: {name}</source>
        <translation>하강 {number}: {name}</translation>
    </message>
</context>
</TS>
