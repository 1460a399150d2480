# SPDX-License-Identifier: MIT
# The tree, as the rules see it.

# The files under these folders of the root, relative to it, that match these patterns.
function(tree_files root out folders)
    set(patterns)
    foreach(folder IN LISTS folders)
        list(TRANSFORM ARGN PREPEND "${root}/${folder}/" OUTPUT_VARIABLE here)
        list(APPEND patterns ${here})
    endforeach()
    file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE "${root}" ${patterns})
    set(${out} "${files}" PARENT_SCOPE)
endfunction()

function(cpp_files root out)
    tree_files("${root}" files "${ARGN}" *.h *.cpp)
    set(${out} "${files}" PARENT_SCOPE)
endfunction()

function(public_headers root out)
    tree_files("${root}" files "src;ui;tests/support/testing;tests/support/networktesting" *.h)
    list(FILTER files EXCLUDE REGEX "_p\\.h$")
    set(${out} "${files}" PARENT_SCOPE)
endfunction()

# The file as a list of statements: without comments, one line each, cut at semicolons and braces.
# Characters that CMake lists cannot hold are replaced by characters that no source has.
function(read_statements path out)
    file(READ "${path}" text)
    string(ASCII 1 open)
    string(ASCII 2 close)
    string(ASCII 3 backslash)
    string(REPLACE "://" ":/${backslash}/" text "${text}") # an address is no comment
    string(REGEX REPLACE "//[^\n]*" "" text "${text}")
    string(REGEX REPLACE "/\\*([^*]|\\*+[^*/])*\\*+/" "" text "${text}")
    string(REPLACE "[" "${open}" text "${text}")
    string(REPLACE "]" "${close}" text "${text}")
    string(REPLACE "\\" "${backslash}" text "${text}")
    string(REGEX REPLACE "[ \t\r\n]+" " " text "${text}")
    string(REGEX REPLACE "[{}]" ";" text "${text}")
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The files that the file includes in quotes.
function(read_includes path out)
    file(STRINGS "${path}" lines REGEX "^ *# *include +\"")
    list(TRANSFORM lines REPLACE "^[^\"]*\"([^\"]*)\".*" "\\1")
    set(${out} "${lines}" PARENT_SCOPE)
endfunction()

function(count_lines path out)
    file(READ "${path}" text)
    string(REGEX REPLACE "[^\n]" "" newlines "${text}")
    string(LENGTH "${newlines}" count)
    set(${out} ${count} PARENT_SCOPE)
endfunction()

# Every file that we wrote: not what was built, and not git's own.
function(all_files root out)
    file(GLOB entries RELATIVE "${root}" "${root}/*" "${root}/.*")
    list(FILTER entries EXCLUDE REGEX "^(\\.\\.?|\\.git|\\.cache|\\.vscode|\\.idea|build.*|cmake-build.*)$")
    set(files)
    foreach(entry IN LISTS entries)
        if(IS_DIRECTORY "${root}/${entry}")
            tree_files("${root}" below "${entry}" *)
            list(APPEND files ${below})
        else()
            list(APPEND files "${entry}")
        endif()
    endforeach()
    set(${out} "${files}" PARENT_SCOPE)
endfunction()
